import type { ReportContent, ReportTheme } from '../../../contract/report.ts'
import type { VoiceThemesAnswer } from '../../../contract/voice.ts'
import { type NameBook, nameBook, namesIn } from '../../feedback/names.ts'
import { ownThemes } from '../../feedback/own-theme.store.ts'
import { privateSpans } from '../../feedback/private.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { networkSender } from '../../messages/sender.store.ts'
import { sites as allSites } from '../../network/places.store.ts'
import { addDays, addMonths } from '../../plain/civil.ts'
import { findFlags } from '../../reviews/find-flags.ts'
import { chooseQuotes } from '../../voice/choose-quotes.ts'
import { type DecisionRow, decisions } from '../../voice/decision.store.ts'
import type { Period } from '../../voice/period.ts'
import { casesOf, promisesOf, quotable } from '../../voice/report-facts.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { everyName } from '../feedback/every-name.store.ts'
import { voiceChart } from './chart.flow.ts'
import { voiceFigures, voiceThemes } from './figures.flow.ts'

/** What a report counts is counted for everybody alike; who may read it was asked before. */
const COUNTING: Caller = {
  staffId: null,
  userId: null,
  name: '',
  roles: [{ role: 'auditor', siteId: null }],
  locale: 'fr',
}
const THEMES_SHOWN = 3
const QUOTES_EACH = 2
const CHANGES_SHOWN = 6

/** The days of a month, UTC's; of one that runs, as far as today. */
export function daysOfMonth(month: string, today: string): Period {
  const from = `${month}-01`
  const last = addDays(addMonths(from, 1), -1)
  return { from, to: last < today ? last : today < from ? from : today }
}

/** What a month says, from the counts and facts as they are now. */
export async function composeReport(
  house: House,
  playbook: PlaybookNow,
  month: string,
  siteId: string | null,
): Promise<ReportContent> {
  const { db } = house
  const today = house.now().toISOString().slice(0, 10)
  const period = daysOfMonth(month, today)
  const query = { ...period, ...(siteId ? { site: siteId } : {}) }
  const sites = siteId ? [siteId] : ('all' as const)
  const [figures, themes, own, sender, places, promises, cases, debated] = await Promise.all([
    voiceFigures(playbook)(house, { params: {}, query, body: undefined }, COUNTING),
    voiceThemes(house, { params: {}, query, body: undefined }, COUNTING),
    ownThemes(db),
    networkSender(db),
    allSites(db),
    promisesOf(db, sites, period, today),
    casesOf(db, sites, period),
    decisionsOf(house, sites, period, today),
  ])
  const main = figures.metrics.toSorted((a, b) => b.now.n - a.now.n)[0]
  const chart = main
    ? await voiceChart(house, { params: {}, query: { ...query, metric: main.metric }, body: undefined }, COUNTING)
    : null
  const titles = new Map(own.map(({ slug, title }) => [`own:${slug}`, title]))
  const withQuotes = quotesOf(house, sites, period, titles)
  const hurt = await withQuotes(themes.themes, 'bad')
  return {
    ...period,
    network: sender.name,
    site: places.find(({ id }) => id === siteId)?.name ?? '',
    sites: places.length,
    figures: figures.metrics.map(({ metric, now, before, change }) => ({ metric, now, before, change })),
    chart,
    response: figures.response,
    opened: figures.opened,
    invited: figures.invited,
    words: wordsOf(figures.words),
    themes: themes.themes
      .filter(({ good, bad, neutral }) => good + bad + neutral > 0)
      .slice(0, 12)
      .map((one) => plainTheme(one, titles)),
    praise: await withQuotes(themes.themes, 'good'),
    hurt,
    changes: changesOf(themes, titles),
    compared: themes.themes.filter(({ said }) => said !== 'few').length,
    promises,
    cases,
    decisions: debated,
  }
}

const wordsOf = ({ n, good, neutral, bad, mixed, leftOut }: ReportContent['words']): ReportContent['words'] => ({
  n,
  good,
  neutral,
  bad,
  mixed,
  leftOut,
})

type Themes = VoiceThemesAnswer['themes']
type Titles = ReadonlyMap<string, Record<string, string>>
const plainTheme = ({ theme, good, neutral, bad }: Themes[number], titles: Titles) => ({
  theme,
  title: titles.get(theme) ?? {},
  good,
  neutral,
  bad,
})

/** Words one hands to a committee: no insult, nobody's health or private life, and what is not kind names nobody who works here. */
const handedOut = (text: string, side: 'good' | 'bad', book: NameBook | undefined): boolean =>
  !findFlags(text, []).some(({ flag }) => flag === 'insult' || flag === 'intimate') &&
  (side === 'good' || !book || namesIn(text, book).length === 0)

/**
 * Three things praised and three that hurt: those most often said so, whatever else was said of them. What hurts is quoted first, so that no
 * author speaks twice.
 */
function quotesOf(house: House, sites: 'all' | string[], period: Period, titles: Titles) {
  const used = { authors: new Set<string>(), sites: new Set<string>(), texts: new Set<string>() }
  let book: NameBook | undefined
  return async (themes: Themes, side: 'good' | 'bad'): Promise<ReportTheme[]> => {
    const most = themes
      .filter((one) => one[side] > 0)
      .toSorted((a, b) => b[side] - a[side] || a.theme.localeCompare(b.theme))
      .slice(0, THEMES_SHOWN)
    const made: ReportTheme[] = []
    book ??= nameBook(await everyName(house.db))
    for (const theme of most) {
      const found = (await quotable(house.db, sites, period, theme.theme, side)).filter(({ text }) =>
        handedOut(text, side, book),
      )
      const marks = new Map(found.map(({ verbatimId, mark }) => [verbatimId, mark]))
      const whole = found.filter(({ text }) => privateSpans(text).length === 0)
      const chosen = chooseQuotes(whole, QUOTES_EACH, used)
      // Words with a hole where a number stood only when there are no others.
      const quotes = (chosen.length > 0 ? chosen : chooseQuotes(found, 1, used)).map(({ verbatimId }) => ({
        verbatimId,
        mark: marks.get(verbatimId)!,
      }))
      made.push({ ...plainTheme(theme, titles), quotes })
    }
    return made
  }
}

const changesOf = ({ themes }: VoiceThemesAnswer, titles: Titles): ReportContent['changes'] =>
  themes
    .flatMap(({ said, share, before, by, byInterval, ...theme }) =>
      said === 'more' || said === 'less'
        ? [{ ...plainTheme(theme as Themes[number], titles), said, share, before, by, byInterval }]
        : [],
    )
    .toSorted((a, b) => Math.abs(b.by ?? 0) - Math.abs(a.by ?? 0))
    .slice(0, CHANGES_SHOWN)

/** Taken in this month; and those of before that were open when it began, with what became of them. */
async function decisionsOf(house: House, sites: 'all' | string[], period: Period, today: string) {
  const [from, to] = [new Date(`${period.from}T00:00:00Z`), new Date(`${addDays(period.to, 1)}T00:00:00Z`)]
  const [taken, before] = await Promise.all([
    decisions(house.db, { sites, taken: { from, to } }),
    decisions(house.db, { sites, standing: from }),
  ])
  const told = (row: DecisionRow) => ({
    id: row.id,
    text: row.text,
    owner: row.owner ?? '',
    dueOn: row.dueOn,
    state: row.state,
    outcome: row.outcome,
    late: (row.state === 'open' || row.state === 'doing') && row.dueOn !== null && row.dueOn < today,
    told: row.told,
    over: row.toldAt !== null,
  })
  return { taken: taken.map(told), before: before.map(told) }
}
