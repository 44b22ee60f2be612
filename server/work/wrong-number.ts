/** What is left for whoever meets them next, in the words of who found out. */
export const askTheNumber = (shown: string, locale: string): string => {
  const number = shown.replaceAll(' ', '\u00a0')
  if (locale === 'en')
    return number ? `The number ${number} is not theirs: ask for the right one.` : 'Ask for the right telephone number.'
  return number ? `Le ${number} n’est pas leur numéro\u00a0: demander le bon.` : 'Demander le bon numéro de téléphone.'
}
