/**
 * Is this one statement that only reads? It begins with SELECT, WITH, VALUES or TABLE once comments are passed over, and writes no file. The
 * transaction it runs in refuses the rest; MySQL would end that transaction for a DROP, so the first word is judged here.
 */
export function isSelect(query: string): boolean {
  const bare = query
    .replace(/^(?:\s|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*(?!!)[\s\S]*?\*\/)+/u, '')
    .replace(/[\s;]+$/u, '')
  return (
    /^(?:select|with|values|table)\b/iu.test(bare.replace(/^\(+\s*/u, '')) &&
    !/\binto\s+(?:out|dump)file\b/iu.test(bare) &&
    !/^\(*\s*with\b[\s\S]*(?:\bas\s+(?:(?:not\s+)?materialized\s+)?\(|\))\s*(?:delete\s+from|insert\s+into|update\s+\S+\s+set|merge\s+into)\b/iu.test(
      bare,
    ) &&
    !bare.includes('/*!')
  )
}
/** The statement without the semicolon people end it with. */
export const withoutEnd = (query: string): string => query.replace(/[\s;]+$/u, '')
