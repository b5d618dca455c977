/** Which version this is. It says the same as package.json, which a test compares. */
export const VERSION = '0.1.0';
