/** Made by the build of the single file from the locale files: message name → message. */
declare module "virtual:messages" {
  const messages: Record<"en" | "vi", Record<string, string>>;
  export default messages;
}
