import type { NameFound } from '../feedback/names.ts'
import { fold } from '../plain/fold.ts'

/** Somebody who may be meant where no name is said: who looks after them, whom they dealt with, who runs the place. */
export interface Around {
  id: string
  as: 'advisor' | 'served' | 'manager'
  roles: readonly string[]
}

interface Said {
  text: string
  /** By its words, its score, or because it insults. */
  unkind: boolean
  praised: readonly string[]
  names: readonly NameFound[]
  around: readonly Around[]
}

/** A stretch of a text between two stops, by its folded words. */
interface Clause {
  from: number
  to: number
  words: { from: number; word: string }[]
  folded: string
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const ADVISOR = words('conseiller conseillere interlocuteur interlocutrice advisor adviser')
const SELLER = words('vendeur vendeuse commercial commerciale salesman saleswoman salesperson salesguy seller rep')
const DESK = words('receptionniste receptionnaire hotesse standardiste receptionist')
const MANAGER = words('directeur directrice responsable patron patronne gerant gerante manager chef boss director')
const MINE = words('mon ma my')
const POINTS = words(
  'mon ma mes my notre nos our votre vos your le la l les ce cet cette ces un une du au des the a an this that these those',
)

/** What no one has to have said of a named person to be believed: whoever it was, it was one of those they dealt with. */
const GRAVE =
  /\btouche\w* .{0,24}\b(?:fesses?|seins?|poitrine|cuisses?|entrejambe|sexe)\b|\bmains? (?:aux|sur (?:les|mes|ses|la|ma)) (?:fesses?|cuisses?|seins?|poitrine)\b|\battouche|\bharcel|\bagress(?:e|ee|er|ion)\b|\bm (?:a|ont) (?:frappe|gifle|pousse|bouscule|crache|suivie?|insulte|menace|humilie|traite)\w*\b|\b(?:m|nous) (?:insulte|menace|harcele)|\b(?:insulte|menace|humilie|injurie|frappe|gifle)(?:e|s|es)? par\b|\btraite(?:e|s|es)? (?:de|d|comme)\b|\bracis|\bsexis|\bhomophob|\bdiscrimin|\bmessages? (?:personnels?|prives?|deplaces?)\b|\b(?:propos|gestes?|remarques?|avances?) (?:deplace|sexu|racist|sexist)|\bdrague\w*\b|\b(?:m|nous) (?:a|ont) (?:vole|derobe|fauche|detrousse)e?s?\b(?! la vedette)|\b(?:stole|stolen|nicked|pinched) (?:my|our|from)\b|\brobbed (?:me|us)\b|\bviol(?:e|ee|er)\b|\bgrop(?:e|ed|ing)\b|\bharass|\bassault|\bmolest|\binsulted\b|\bthreaten|\bspat\b|\bslapped\b|\bshoved\b|\bhit (?:me|my)\b|\btouched (?:me|my|her)\b|\bcalled (?:me|us|her|him) an?\b|\bstalk|\bleered\b|\blewd\b|\binappropriate\b/u

const PRAISE =
  /\b(?:super|gentil\w*|aimable\w*|adorable\w*|competente?s?|professionnel\w*|ecoute|parfaite?s?|genial\w*|formidable\w*|serviable\w*|top|merci a|bravo|excellente?s?|agreable\w*|sympa\w*|efficace\w*|reactive?f?|charmante?s?|impeccable\w*|great|lovely|kind|helpful|excellent|friendly|nice|professional|thanks? to|brilliant|fantastic|polite)\b/u
const NOT = /\b(?:pas|peu|aucun\w*|jamais|ni|pseudo|soi disant|faussement|not|never|isn ?t|wasn ?t|hardly|no)\b/u
/** What several of them did to whoever wrote: any of those they dealt with may be meant. That several are slow, or too few, accuses none of them. */
const WRONGED =
  /\b(?:m|nous) (?:ont|avaient) (?:\w+ )?(?:menti|trompee?s?|arnaquee?s?|escroquee?s?|roulee?s?|bernee?s?|abusee?s?|entourloupee?s?)\b|\b(?:lied to|cheated|scammed|swindled|conned|deceived|ripped) (?:me|us)\b/u
/** It is not their fault, and they say so. */
const BLAMELESS =
  /\bn y (?:est|sont|etait|peut|peuvent) (?:\w+ )?(?:pour )?rien\b|\bpas (?:de |du tout )?(?:la |sa |leur )?faute\b|\brien a (?:lui |leur )?reprocher\b|\bny (?:est|sont|peut|peuvent) (?:pour )?rien\b|\bnot (?:his|her|their|my \w+|the \w+) (?:s )?fault\b|\bnothing against\b/u
/** Whom they wish to hear from, or whom we are to tell. */
const WISH =
  /\b(?:(?:je|j|on|nous) (?:veux|voudrais|souhaite\w*|aimerais\w*|prefere\w*)|veuillez|merci de|priere de|dites|prevenez|transmettez|demandez|passez|i (?:want|would like|d like|wish)|please|tell|let|ask)\b/u

function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = []
  let last: Clause | undefined
  let end = 0
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)) {
    const word = fold(match[0])
    const stop = /[.!?…\n,;:()]/u.test(text.slice(end, match.index)) || word === 'mais' || word === 'but'
    if (!last || stop) {
      last = { from: match.index, to: match.index, words: [], folded: '' }
      clauses.push(last)
    }
    last.words.push({ from: match.index, word })
    end = match.index + match[0].length
    last.to = end
  }
  for (const clause of clauses) clause.folded = clause.words.map(({ word }) => word).join(' ')
  return clauses
}

/** Spoken of there, and not accused: thanked, wished for, or found blameless. */
const spared = (clause: Clause): boolean =>
  !GRAVE.test(clause.folded) &&
  ((PRAISE.test(clause.folded) && !NOT.test(clause.folded)) ||
    WISH.test(clause.folded) ||
    BLAMELESS.test(clause.folded))

/**
 * Whom do these words accuse? Those who are named in unkind words, and those who are meant by what they are to whoever wrote: « mon conseiller »,
 * « votre vendeur », “the manager”. Where something grave was done and nobody can be told by the words, those they dealt with. Whom the same words
 * thank, ask for or excuse is not accused. It errs on the side of whoever wrote: a person says where it is not so.
 */
export function accusedIn({ text, unkind, praised, names, around }: Said): string[] {
  const clauses = clausesOf(text)
  const grave = clauses.some(({ folded }) => GRAVE.test(folded))
  if (!unkind && !grave) return []
  const found = new Set<string>()
  const isPraised = ({ from, to }: NameFound) => praised.some((name) => name.includes(text.slice(from, to)))
  for (const name of names) {
    const clause = clauses.find(({ from, to }) => from <= name.from && name.from < to)
    if (!isPraised(name) && clause && !spared(clause)) for (const id of name.staff) found.add(id)
  }
  for (const clause of clauses.filter((each) => !spared(each)))
    for (const [at, { word }] of clause.words.entries())
      for (const id of meantBy(clause, at, word, around)) found.add(id)
  if (grave && found.size === 0) for (const { id, as } of around) if (as !== 'manager') found.add(id)
  return [...found]
}

/**
 * Who is meant by a word for what they do, where one is pointed at: « le commercial » is somebody, « un geste commercial » is not. Several at once are
 * those they dealt with, where they wronged them.
 */
function meantBy(clause: Clause, at: number, word: string, around: readonly Around[]): string[] {
  const one = kindOf(word)
  const kind = one ?? (GRAVE.test(clause.folded) || WRONGED.test(clause.folded) ? kindOf(oneOf(word)) : null)
  if (!kind) return []
  const reach = word.startsWith('commercia') ? 1 : 3
  const points = clause.words.slice(Math.max(0, at - reach), at).findLast((one) => POINTS.has(one.word))
  if (!points) return []
  const holds = (...roles: string[]) =>
    around.filter((one) => one.as !== 'manager' && one.roles.some((role) => roles.includes(role)))
  const theirs = around.filter(({ as }) => as !== 'manager')
  const meant =
    kind === 'manager'
      ? around.filter(({ as }) => as === 'manager')
      : kind === 'advisor' || MINE.has(points.word)
        ? theirs
        : kind === 'seller'
          ? holds('sales-advisor')
          : holds('reception', 'service-advisor')
  return meant.map(({ id }) => id)
}

const KINDS = [
  ['advisor', ADVISOR],
  ['seller', SELLER],
  ['desk', DESK],
  ['manager', MANAGER],
] as const

const kindOf = (word: string) => KINDS.find(([, said]) => said.has(word))?.[0] ?? null

/** One of several. */
const oneOf = (word: string): string =>
  word === 'commerciaux' ? 'commercial' : word.endsWith('men') ? `${word.slice(0, -3)}man` : word.replace(/s$/u, '')
