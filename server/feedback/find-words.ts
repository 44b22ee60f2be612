import { fold } from '../plain/fold.ts'

const BEHIND = /(?<=\p{L}['’‘ʼ`´])\p{L}{2,}/gu

/** What words are found by: all of them, folded, and those behind an apostrophe too (`l’accueil`→`accueil`, beside `laccueil`). */
export const findWords = (text: string): string => [fold(text), ...(text.match(BEHIND) ?? []).map(fold)].join(' ')
