export const README = "";
export const VERIFY = "";
