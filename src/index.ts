export { DriftError, exitCodeOf } from "./errors.ts";
