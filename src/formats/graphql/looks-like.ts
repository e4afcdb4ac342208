/** True where a text can only be JSON: GraphQL never begins with a brace and a quote. */
export function looksLikeIntrospection(text: string): boolean {
  return /^\s*\{\s*["}]/.test(text);
}
