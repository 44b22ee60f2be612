import { fold } from '../plain/fold.ts'

/** By what a person is told in a text: names, each as its words; numbers in E.164; addresses in small letters; plates and VINs as kept. */
export interface Traces {
  names: string[][]
  phones: string[]
  emails: string[]
  plates: string[]
  vins: string[]
}

/** The end of a number that every way of writing it has: +33 6 39 98 01 01, 0639980101, 0033639980101. */
const NATIONAL = 9
/** A name of one word alone names too many. */
const WORDS_OF_A_NAME = 2

/**
 * Does a line (a row of a file, a row set aside) speak of this person? It does when it holds their number, their address, their plate or
 * VIN in any writing, or all the words of their name. In doubt it does: what is struck here can be sent again, what is left is not erased.
 */
export function mentions(traces: Traces): (line: string) => boolean {
  const phones = traces.phones
    .map((phone) => phone.replace(/\D/gu, '').slice(-NATIONAL))
    .filter((digits) => digits.length >= 6)
  const emails = traces.emails.map((address) => address.toLowerCase())
  const codes = [...traces.plates, ...traces.vins].filter((code) => code.length >= 4)
  const names = traces.names
    .map((words) => [...new Set(words.flatMap((word) => fold(word).split(' ')))].filter(Boolean))
    .filter((words) => words.length >= WORDS_OF_A_NAME)
  return (line) => {
    const small = line.toLowerCase()
    if (emails.some((address) => small.includes(address))) return true
    if (phones.length > 0) {
      const digits = line.replace(/[^\d\p{L};,|\t]/gu, '')
      if (phones.some((phone) => digits.includes(phone))) return true
    }
    if (codes.length > 0) {
      const code = small.replace(/[\s.-]/gu, '').toUpperCase()
      if (codes.some((each) => code.includes(each))) return true
    }
    if (names.length === 0) return false
    const words = new Set(fold(line).split(' '))
    return names.some((name) => name.every((word) => words.has(word)))
  }
}
