import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../server/plain/fold.ts'
import { shared } from './corpus.ts'

/** French words with how good they are, −1 … 1, folded: pattern’s adjectives (PDDL) and VADER-fr (MIT). Phrases and words of two minds are left out. */
export function frenchLexicon(): Map<string, number> {
  const values = new Map<string, number[]>()
  const put = (form: string, value: number): void => {
    const word = fold(form)
    if (!word || word.includes(' ') || word.length < 3) return
    const there = values.get(word)
    if (there) there.push(value)
    else values.set(word, [value])
  }
  const xml = readFileSync(join(shared, 'lexicons', 'textblob-fr-pattern', 'fr-sentiment.xml'), 'utf8')
  for (const [, form, polarity] of xml.matchAll(/form="([^"]+)"[^>]*polarity="([^"]+)"/gu)) put(form!, Number(polarity))
  for (const line of readFileSync(join(shared, 'lexicons', 'vader_fr-mit', 'fr_lexicon.txt'), 'utf8').split('\n')) {
    const [form, value] = line.split('->')
    if (form && value && /\p{L}{3}/u.test(form)) put(form, Number(value) / 4)
  }
  return new Map(
    [...values].flatMap(([word, all]) => {
      const mean = all.reduce((a, b) => a + b, 0) / all.length
      const oneMind = all.every((value) => Math.sign(value) === Math.sign(mean))
      return oneMind && Math.abs(mean) >= 0.1 ? [[word, Math.max(-1, Math.min(1, mean))] as const] : []
    }),
  )
}
