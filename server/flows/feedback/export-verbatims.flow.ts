import { Readable } from 'node:stream'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/feedback.ts'
import { leaningOf, type Verbatim } from '../../../contract/feedback.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { audit } from '../../network/audit.store.ts'
import { stringify } from '../../network/audit-csv.ts'
import type { Looks } from '../../network/looks.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { inboxShows, listVerbatims } from './inbox.flow.ts'
import { wholeShown } from './shown-verbatim.ts'

const AT_ONCE = 200

const COLUMNS = [
  'at',
  'site',
  'customer',
  'name',
  'words',
  'metric',
  'score',
  'of',
  'band',
  'leaning',
  'themes',
  'kinds',
  'alerts',
  'praised',
  'moment',
  'service',
  'channel',
  'language',
  'with',
  'taken by',
  'case',
  'quote',
  'left out',
  'found by',
  'verbatim',
]

/**
 * The list as it is narrowed down, as CSV, streamed page by page as the screen turns them: what is covered there is covered here. The export is a line of
 * the audit log, and so are those whom it shows; what was searched for is not in it.
 */
export const exportVerbatims = (looks: Looks, playbook: PlaybookNow) => {
  const pageOf = listVerbatims(playbook)
  return async (house: House, input: InputOf<typeof api.exportVerbatims>, caller: Caller): Promise<Raw> => {
    const turn = (after?: string) =>
      pageOf(house, { ...input, query: { ...input.query, limit: AT_ONCE, after } }, caller)
    // A question that is refused is refused before anything is written down or sent.
    const first = await turn()
    await audit(house, caller, 'feedback.export', { siteId: input.query.site ?? null })
    async function* lines() {
      yield `\uFEFF${stringify(COLUMNS)}`
      for (let page = first; ; page = await turn(page.next)) {
        looks.note(caller, inboxShows(page), house.now())
        yield linesOf(page)
        if (page.next === null) return
      }
    }
    return new Raw('text/csv; charset=utf-8', Readable.from(lines()), {
      'content-disposition': 'attachment; filename="verbatims.csv"',
    })
  }
}

function linesOf({ verbatims, near }: AnswerOf<typeof api.listVerbatims>): string {
  const foundBy = new Map(near.map(({ id, words }) => [id, words.join(' ')]))
  return verbatims.map((each) => stringify([...cellsOf(each), foundBy.get(each.id) ?? '', each.id])).join('')
}

const cellsOf = (said: Verbatim): string[] => [
  said.at,
  said.site,
  said.customerId ?? '',
  said.customer,
  wholeShown(said).text,
  said.metric ?? '',
  said.score === null ? '' : String(said.score),
  said.scale === null ? '' : `${said.scale.min}-${said.scale.max}`,
  said.band ?? '',
  leaningOf(said),
  said.themes.map(({ theme, title, polarity }) => `${title || theme} ${SIGN[polarity]}`).join('; '),
  said.kinds.join('; '),
  said.alerts.join('; '),
  said.praised.join('; '),
  said.momentTitle || (said.moment ?? ''),
  said.service ?? '',
  said.channel,
  said.language,
  said.staff,
  said.takenBy,
  said.case?.state ?? '',
  said.quote ?? '',
  said.leftOut ?? '',
]
const SIGN = { '-1': 'bad', '0': 'neutral', '1': 'good' } as const
