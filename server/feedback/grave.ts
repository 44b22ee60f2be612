import { outermost, stretchesIn, wordsAsMeant } from './folded-words.ts'
import { PEOPLE, PEOPLE_TOGETHER } from './grave-people.ts'
import { THINGS, THINGS_TOGETHER } from './grave-things.ts'
import type { Span } from './private.ts'
import type { Together } from './turn.ts'

/** Said in play. */
const IN_PLAY =
  /\b(?:(?:mourir|mort|morte|crever|pleurer|pisser) de (?:rire|honte|bonheur)|laughed so|died laughing|(?:wife|husband|mum|dad) (?:nearly|almost) killed|failli tuer (?:mon|ma) (?:mari|femme)|in the foot)\b/u
export const isInPlay = (text: string): boolean =>
  IN_PLAY.test(
    wordsAsMeant(text)
      .map(({ word }) => word)
      .join(' '),
  )
/** Said of the past, of others, or as nothing much. */
const NOT_GRAVE =
  /\b(?:an dernier|autrefois|chez (?:un autre|mon ancien|l ancien)|en skiant|skiing|au ski|rien de mechant|nothing serious|grace a|thanks to|was cured|were cured|a nettoye|et depuis plus rien|was sorted|was fixed|were fixed)\b/u

/** A stretch of grave words. */
export interface Grave extends Span {
  /** Of people, threatened, hurt or humiliated: it presses also where all else pleased. Of things and papers it may be told as over and done well. */
  always: boolean
}

/**
 * Where these words tell of what cannot wait for a figure: somebody threatens a person or the place, or speaks of ending their own life; a person was
 * assaulted, hurt, humiliated for what they are; brakes and the like fail; other people's data were given away (a breach is to be told within 72
 * hours, GDPR 33). By turns and not learned: such words are too rare to learn from. Missing one costs more than looking at one too many, and still
 * what is only hinted at is missed: a person reads every unhappy answer all the same.
 */
export function graveIn(text: string): Grave[] {
  const words = wordsAsMeant(text)
  const folded = words.map(({ word }) => word).join(' ')
  if (NOT_GRAVE.test(folded) || IN_PLAY.test(folded)) return []
  const met = (all: readonly Together[]): RegExp[] =>
    all.filter(({ beside, unless }) => beside.test(folded) && !unless?.test(folded)).map(({ these }) => these)
  const people = outermost(stretchesIn(words, [...PEOPLE, ...met(PEOPLE_TOGETHER)]))
  const things = outermost(stretchesIn(words, [...THINGS, ...met(THINGS_TOGETHER)]))
  return [...people.map((span) => ({ ...span, always: true })), ...things.map((span) => ({ ...span, always: false }))]
}
