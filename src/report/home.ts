/** Where the tool's documentation is found, for formats that ask for an absolute address. */
export const HOME = "https://www.npmjs.com/package/contract-drift";
