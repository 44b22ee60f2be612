import { fold } from '../plain/fold.ts'

const WORD =
  '(?:merci|mercis|beaucoup|bien|infiniment|ok|okay|dac|daccord|d accord|super|parfait|parfaitement|tres|bon|bonne|journee|soiree|weekend|week end|recu|note|noted|a vous|a toi|aussi|egalement|cordialement|thanks|thank|you|great|perfect|many|so much|bonjour|bonsoir|madame|monsieur|genial|top|nickel|cool)'
const THANKS = new RegExp(`^(?:${WORD}(?: |$))+$`, 'u')

/** « Merci », « Ok parfait, bonne journée », a thumb up: nobody has to do anything about it. A « oui » answers something: a person reads it. */
export function isThanks(text: string): boolean {
  const said = fold(text)
  return said === '' ? text.trim() !== '' && !/\?/u.test(text) : !/\?/u.test(text) && THANKS.test(said)
}
