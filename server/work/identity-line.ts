/**
 * What a commercial call begins with (CALL-6, art. L221-16 Code de la consommation): who calls, on whose behalf, and that it is commercial, said
 * at once; where nobody told them yet that they may refuse such calls (CALL-7, B2B-1), that too. In the language of the person called; French where we have no words of theirs.
 */
export function identityLine(
  who: { staff: string; sender: string; site: string },
  language: string,
  formality: 'vous' | 'tu',
  told = true,
): string {
  const house = who.site && who.site !== who.sender ? `${who.sender}, ${who.site}` : who.sender
  if (language === 'en')
    return `Hello, this is ${who.staff} calling for ${house}. This is a commercial call: may I have a moment?${told ? '' : ' You may refuse such calls at any time: just tell me.'}`
  const ask =
    formality === 'tu'
      ? 'Je t’appelle pour une proposition commerciale\u00a0: tu as un instant\u202f?'
      : 'Je vous appelle pour une proposition commerciale\u00a0: avez-vous un instant\u202f?'
  const right =
    formality === 'tu'
      ? ' Tu peux refuser ces appels à tout moment\u00a0: il suffit de me le dire.'
      : ' Vous pouvez refuser ces appels à tout moment\u00a0: il suffit de me le dire.'
  return `Bonjour, ${who.staff}, pour ${house}. ${ask}${told ? '' : right}`
}
