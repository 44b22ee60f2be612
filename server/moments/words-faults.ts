import { say } from '../../contract/because.ts'
import type { Moment } from '../../contract/playbook.ts'
import { didYouMean } from './did-you-mean.ts'
import type { Tell } from './moment-faults.ts'
import { offerIn } from './offer-words.ts'
import type { Path, Places } from './playbook-place.ts'
import { sampleScene, sampleWords } from './sample-scene.ts'
import { readWords, renderWords } from './words.ts'

/** The texts of a moment that a customer or a colleague reads. `title` names the moment, and holds no field. */
export const TEXTS = ['subject', 'message', 'sms', 'push', 'opening', 'thank', 'avoid'] as const
/** Those the customer reads: no offer in them when the moment is of service. */
const READ_BY_CUSTOMER = new Set(['subject', 'message', 'sms', 'push', 'opening'])
/** What may be named where anybody reads: who speaks, never whom it is for or what is theirs. */
const ON_LOCKED_SCREEN = new Set(['site', 'advisor', 'sender'])

type InLanguages = Record<string, string>

/** Said in each language of the playbook, and in no other. */
export function languageFaults(texts: InLanguages, languages: readonly string[], path: Path, tell: Tell): void {
  for (const language of languages)
    if (!texts[language]?.trim())
      tell(
        path,
        say('playbook-missing-language', { language, tongue: language }),
        say('playbook-cure-missing-language', { language }),
      )
  for (const language of Object.keys(texts))
    if (!languages.includes(language))
      tell(
        [...path, language],
        say('playbook-undeclared-language', { language }),
        say('playbook-cure-undeclared-language', { language }),
      )
}

/** What a channel needs to have something to carry. */
export function carriedFaults(moment: Moment, path: Path, tell: Tell): void {
  const missing = (key: string, gesture: string): void =>
    tell(path, say('playbook-nothing-to-carry', { key, gesture }), say('playbook-cure-add', { key }))
  for (const gesture of moment.do) {
    if (gesture === 'sms') {
      if (!moment.sms && !moment.message) missing('sms', gesture)
    } else if (gesture === 'email' || gesture === 'postcard' || gesture === 'push') {
      if (!moment.message) missing('message', gesture)
      if (gesture === 'email' && !moment.subject) missing('subject', gesture)
    }
  }
}

/** Each text parses, names what exists and could be there, and makes no offer where none may be made. */
export function textFaults(moment: Moment, path: Path, places: Places, tell: Tell): void {
  const scene = sampleScene(moment.on)
  for (const key of TEXTS)
    for (const [language, text] of Object.entries(moment[key] ?? {})) {
      const at = [...path, key, language]
      const before = tellsOf(text, at, places, tell)
      if (!before) {
        const written = renderWords(text, scene, sampleWords(language, moment))
        if ('fault' in written) tell(at, say('playbook-words-unreadable', { about: '' }), say('playbook-cure-words'))
        // What the teller of a fact puts into it is theirs: it cannot be known before.
        if ('missing' in written)
          for (const name of written.missing.filter((each) => !each.startsWith('fact.data')))
            tell(at, say('playbook-never-there', { name }), say('playbook-cure-never-there', { name }))
      }
      if (moment.purpose === 'service' && READ_BY_CUSTOMER.has(key)) offerFault(text, at, places, tell)
      if (key === 'push') privateFaults(text, at, places, tell)
    }
}

/** @returns whether anything was told */
function tellsOf(text: string, at: Path, places: Places, tell: Tell): boolean {
  const { faults, unknown } = readWords(text)
  for (const { line, column, is, about } of faults)
    tell(
      at,
      say(`playbook-words-${is}`, { about }),
      say(`playbook-cure-words${is === 'no-tag' || is === 'no-filter' ? '-name' : ''}`),
      places.within(at, line, column),
    )
  for (const { path, line, column, instead } of unknown) {
    const near = didYouMean(path, instead)
    const cure = near
      ? say('playbook-cure-did-you-mean', { word: near })
      : say('playbook-cure-one-of', { values: instead.join(', ') })
    tell(at, say('playbook-unknown-field', { name: path }), cure, places.within(at, line, column))
  }
  return faults.length + unknown.length > 0
}

/** A telephone lies on a table: what a notification says, whoever passes by reads. */
function privateFaults(text: string, at: Path, places: Places, tell: Tell): void {
  for (const { path, line, column } of readWords(text).names)
    if (!ON_LOCKED_SCREEN.has(path.split('.')[0] ?? ''))
      tell(
        at,
        say('playbook-push-private', { name: path }),
        say('playbook-cure-push-private'),
        places.within(at, line, column),
      )
}

function offerFault(text: string, at: Path, places: Places, tell: Tell): void {
  const block = readWords(text).offer
  const words = offerIn(text)
  const found = block ? { ...block, words: '{% offer %}' } : words
  if (found)
    tell(
      at,
      say('playbook-offer-in-service', { words: found.words }),
      say('playbook-cure-offer'),
      places.within(at, found.line, found.column),
    )
}
