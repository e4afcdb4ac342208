export { cleanUp } from "../sources/cleanup.ts";
