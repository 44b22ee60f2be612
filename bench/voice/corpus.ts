import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALERTS, type Alert, KINDS, type Polarity, THEMES } from '../../contract/reading.ts'

/** One labelled verbatim. What a set does not label is undefined: it is neither learned from nor judged. */
export interface Labelled {
  text: string
  language: 'fr' | 'en'
  polarity: Polarity | undefined
  themes: Map<string, Polarity> | undefined
  kinds: Set<string> | undefined
  alerts: Partial<Record<Alert, boolean>>
  praised: string[] | undefined
  /** Who speaks: texts of one voice are never parted between learning and judging. */
  voice: string
  /** Written to drill a difficulty, not as a survey brings it. */
  drill?: boolean
}

const here = join(import.meta.dirname, '..', '..')
export const shared = join(here, '..', 'shared', 'verbatims')
export const sharedIsHere = (): boolean => existsSync(shared)

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
const POLARITY: Record<string, Polarity> = { '+': 1, '-': -1, '0': 0 }
const themesOf = (cell: string, name: (theme: string) => string | undefined): Map<string, Polarity> =>
  new Map(
    cell.split(',').flatMap((part) => {
      const [theme, sign] = part.trim().split(':')
      const ours = theme ? name(theme) : undefined
      return ours ? [[ours, POLARITY[sign ?? '0'] ?? 0] as const] : []
    }),
  )
const known = (theme: string): string | undefined => ((THEMES as readonly string[]).includes(theme) ? theme : undefined)

/** Files as a survey brings its answers; the others drill what is hard. */
const AS_ASKED = new Set(
  'dealership garage shop ordinaire avis-web reponses places ordinary visits reviews answers'.split(' '),
)

type Part = 'train' | 'test' | 'aside'
const partOf = (file: string): Part =>
  file.startsWith('test-') ? 'test' : file.startsWith('aside-') ? 'aside' : 'train'

/** The project's own corpus, `corpus/<language>`; the columns and the parts are told in `corpus/README.md`. */
export function ownCorpus(language: 'fr' | 'en', part: Part): Labelled[] {
  const folder = join(here, 'corpus', language)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tsv') && !/^(?:expressions|check)-?/u.test(file) && partOf(file) === part)
    .sort()
    .flatMap((file) =>
      linesOf(join(folder, file)).map((line) => {
        const cells = line.split('\t')
        if (cells.length !== 11) throw new Error(`${file}: ${cells.length} columns: ${line}`)
        const [text, polarity, themes, kinds, callback, promise, leaving, urgent, praised, voice] = cells as string[]
        const flags = [callback, promise, leaving, urgent]
        return {
          text: text!.replaceAll('\\n', '\n'),
          language,
          polarity: Number(polarity) as Polarity,
          themes: themesOf(themes!, known),
          kinds: new Set(kinds!.split(',').filter((kind) => (KINDS as readonly string[]).includes(kind))),
          alerts: Object.fromEntries(ALERTS.map((alert, k) => [alert, flags[k] === '1'])),
          praised: praised!.split(';').filter(Boolean),
          voice: `${file}:${voice}`,
          drill: !AS_ASKED.has(file.replace('.tsv', '')),
        }
      }),
    )
}

/** Plain remarks with their polarity that nothing learns from, `corpus/<language>/check-plain.tsv`: the least a reader must not turn round. */
export const plainRemarks = (language: 'fr' | 'en'): { text: string; polarity: Polarity }[] =>
  linesOf(join(here, 'corpus', language, 'check-plain.tsv')).map((line) => {
    const [text = '', polarity] = line.split('\t')
    return { text, polarity: Number(polarity) as Polarity }
  })

/** Expressions with what they say by themselves, `corpus/<language>/expressions-*.tsv`: expression, polarity, themes, flags. */
export function expressions(language: 'fr' | 'en'): Labelled[] {
  const folder = join(here, 'corpus', language)
  return readdirSync(folder)
    .filter((file) => file.startsWith('expressions'))
    .sort()
    .flatMap((file) =>
      linesOf(join(folder, file)).map((line) => {
        const [text, polarity, themes, flags] = line.split('\t')
        const said = new Set((flags ?? '').split(',').filter(Boolean))
        return {
          text: text ?? '',
          language,
          polarity: polarity ? (Number(polarity) as Polarity) : undefined,
          themes: new Map((themes ?? '').split(',').flatMap((theme) => (known(theme) ? [[theme, 0 as Polarity]] : []))),
          kinds:
            said.size > 0
              ? new Set([...said].filter((each) => (KINDS as readonly string[]).includes(each)))
              : undefined,
          alerts: Object.fromEntries(ALERTS.map((alert) => [alert, said.has(alert)])),
          praised: undefined,
          voice: file,
        }
      }),
    )
}

/** How a set with French names of themes calls ours. */
const FRENCH: Record<string, string> = {
  accueil: 'welcome',
  attente: 'waiting',
  competence: 'competence',
  prix: 'price',
  delai: 'delay',
  suivi: 'informed',
  reparation: 'repair',
  livraison: 'delivery',
  telephone: 'phone',
  proprete: 'cleanliness',
  produit: 'product',
  courtoisie: 'loanCar',
  rendezvous: 'appointment',
  garantie: 'warranty',
  securite: 'safety',
  locaux: 'premises',
  financement: 'finance',
  reprise: 'tradeIn',
  sollicitation: 'solicitation',
  horaires: 'hours',
} // prettier-ignore

/**
 * A set in the columns of `dealership-seed-fr`: text, polarity, themes, callback, promise, leaving, urgent, praised, emotion. The names of themes may be French or ours.
 */
export function seedFormat(file: string, language: 'fr' | 'en' = 'fr'): Labelled[] {
  return linesOf(file).map((line, k) => {
    const [text, polarity, themes, callback, promise, leaving, urgent, praised] = line.split('\t')
    const flags = [callback, promise, leaving, urgent]
    return {
      text: (text ?? '').replaceAll('\\n', '\n'),
      language,
      polarity: polarity === undefined || polarity === '' ? undefined : (Number(polarity) as Polarity),
      themes: themes === undefined ? undefined : themesOf(themes, (theme) => FRENCH[theme] ?? known(theme)),
      kinds: undefined,
      alerts: Object.fromEntries(ALERTS.flatMap((alert, n) => (flags[n] ? [[alert, flags[n] === '1']] : []))),
      praised: praised === undefined ? undefined : praised.split(';').filter(Boolean),
      voice: `${file}:${k}`,
    }
  })
}

const polarOnly = (text: string, language: 'fr' | 'en', polarity: Polarity, voice: string): Labelled => ({
  text,
  language,
  polarity,
  themes: undefined,
  kinds: undefined,
  alerts: {},
  praised: undefined,
  voice,
})

/** Allociné: film reviews, good or bad. */
export async function allocine(part: 'train' | 'test'): Promise<Labelled[]> {
  const { parse } = await import('csv-parse/sync')
  const file = part === 'train' ? 'train_data_allocine.csv' : 'test_data_allocine_full.csv'
  const rows = parse(readFileSync(join(shared, 'allocine-2k', file)), { columns: true, relax_quotes: true }) as {
    text: string
    label: string
  }[]
  return rows.map(({ text, label }, k) => polarOnly(text, 'fr', label === '1' ? 1 : -1, `allocine:${k}`))
}

/** English snippets rated −4 … 4 by people: those of one mind, and those that say nothing. */
export function vaderSnippets(): Labelled[] {
  return ['tweets', 'amazonReviewSnippets', 'movieReviewSnippets'].flatMap((name) =>
    readFileSync(join(shared, 'vader-en-mit', `${name}_GroundTruth.txt`), 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [id, mean, text] = line.trim().split('\t')
        const value = Number(mean)
        if (!text || !id || Number.isNaN(value)) return []
        if (Math.abs(value) >= 0.8) return [polarOnly(text, 'en', value > 0 ? 1 : -1, `${name}:${id.split('_')[0]}`)]
        return Math.abs(value) <= 0.15 && name === 'tweets' ? [polarOnly(text, 'en', 0, `${name}:${id}`)] : []
      }),
  )
}
