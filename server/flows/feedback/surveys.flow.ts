import type * as api from '../../../contract/asking.ts'
import type { Survey, SurveyCounts } from '../../../contract/asking.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { type Band, bandOf, type Scale, type SurveyDraft } from '../../../contract/surveys.ts'
import { askHtml, asksMore, OWN_ANSWER } from '../../feedback/ask-html.ts'
import { doorsOf } from '../../feedback/door.store.ts'
import { STARTERS } from '../../feedback/starters.ts'
import {
  allSurveys,
  type Counted,
  countsOf,
  insertSurvey,
  setState,
  surveyById,
  surveyToChange,
  versionsOfSurvey,
  wasAsked,
  writeVersion,
} from '../../feedback/survey.store.ts'
import type { SurveyRow } from '../../feedback/survey.ts'
import { surveyFaults } from '../../feedback/survey-faults.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, notFound, Problem } from '../../kit/problem.ts'
import { networkSender } from '../../messages/sender.store.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { audit } from '../../network/audit.store.ts'
import { wilson } from '../../plain/proportion-interval.ts'
import { doorsShown } from './doors.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** Figures beside a survey are of the last ninety days. */
const sinceFor = (now: Date): Date => new Date(now.getTime() - 90 * 86_400_000)

const asSurvey = ({ id, slug, version, state, asks, createdAt, changedAt }: SurveyRow): Survey => ({
  ...asks,
  slug,
  id,
  version,
  state,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
})

function asCounts(counted: Counted | undefined): SurveyCounts {
  const { invited = 0, answered = 0, answers = 0, byChannel = {}, leftOut = {} } = counted ?? {}
  const interval = wilson(answered, invited)
  const responseRate = interval && { n: invited, value: answered / invited, ...interval }
  return { invited, answered, responseRate, answers, byChannel, leftOut }
}

async function askedBy(house: House, playbooks: PlaybookInForce, slug: string | null) {
  const moments = (await playbooks.of(house.db))?.playbook.moments ?? []
  return moments.flatMap(({ id, title, ask }) =>
    ask !== undefined && (slug === null || ask === slug) ? [{ moment: id, title, ask }] : [],
  )
}

export const listSurveysFlow =
  (playbooks: PlaybookInForce) =>
  async (house: House): Out<'listSurveys'> => {
    const [surveys, counts, doors, asking] = await Promise.all([
      allSurveys(house.db),
      countsOf(house.db, null, sinceFor(house.now())),
      doorsOf(house.db, null),
      askedBy(house, playbooks, null),
    ])
    const open = doors.filter((each) => each.revokedAt === null)
    return {
      surveys: surveys.map((row) => ({
        ...asSurvey(row),
        counts: asCounts(counts.get(row.id)),
        doors: open.filter((each) => each.surveyId === row.id).length,
        askedBy: asking.filter(({ ask }) => ask === row.slug).map(({ moment, title }) => ({ moment, title })),
      })),
      starters: STARTERS.filter(({ slug }) => !surveys.some((row) => row.slug === slug)),
    }
  }

export const readSurveyFlow =
  (playbooks: PlaybookInForce) =>
  async (house: House, { params }: In<'readSurvey'>, caller: Caller): Out<'readSurvey'> => {
    const survey = await found(house, params.id)
    const [counts, versions, doors, asking] = await Promise.all([
      countsOf(house.db, params.id, sinceFor(house.now())),
      versionsOfSurvey(house.db, params.id),
      doorsShown(house, params.id, caller),
      askedBy(house, playbooks, survey.slug),
    ])
    return {
      survey: asSurvey(survey),
      counts: asCounts(counts.get(params.id)),
      versions: versions.map(({ version, at }) => ({ version, at: at.toISOString() })),
      doors,
      askedBy: asking.map(({ moment, title }) => ({ moment, title })),
    }
  }

async function found(house: House, id: string): Promise<SurveyRow> {
  const survey = await surveyById(house.db, id)
  if (!survey) throw notFound('survey')
  return survey
}

function needAskable(draft: Omit<SurveyDraft, 'slug'>): void {
  const faults = surveyFaults(draft)
  if (faults.length > 0)
    throw new Problem(422, 'invalid', 'This survey cannot be asked as it stands', {
      faults,
      hint: 'Each fault names its field.',
    })
}

const taken = (): Problem =>
  conflict('slug-taken', 'Another survey is called so', 'The playbook asks a survey by this name: choose another one.')

export const createSurveyFlow = (house: House, { body }: In<'createSurvey'>, caller: Caller): Out<'createSurvey'> =>
  inTransaction(house, async (house) => {
    const { slug, ...asks } = body
    needAskable(asks)
    const id = house.newId()
    const survey = { id, slug, asks, state: 'draft' as const, createdBy: caller.staffId }
    if (!(await insertSurvey(house.db, survey, house.now()))) throw taken()
    await audit(house, caller, 'survey.create', { detail: { survey: id, slug } })
    return asSurvey(await found(house, id))
  })

/** Writes the next version. What nobody was asked yet may still become another kind of question. */
export const changeSurveyFlow = (
  house: House,
  { params, body }: In<'changeSurvey'>,
  caller: Caller,
): Out<'changeSurvey'> =>
  inTransaction(house, async (house) => {
    const now = await surveyToChange(house.db, params.id)
    if (!now) throw notFound('survey')
    if (now.version !== body.version)
      throw conflict(
        'changed-since',
        'Somebody changed this survey meanwhile',
        'Load it again: your text is still here.',
      )
    const { slug, ...asks } = body.draft
    needAskable(asks)
    const asked = await wasAsked(house.db, now.id)
    if (asked && asks.metric !== now.asks.metric)
      throw conflict(
        'asked-already',
        'This question was asked already',
        'Its answers are counted as what it is. Write another survey for another kind of question.',
      )
    if (slug !== now.slug && (await allSurveys(house.db)).some((each) => each.slug === slug)) throw taken()
    const version = await writeVersion(house.db, now, { slug, asks }, house.now())
    await audit(house, caller, 'survey.change', { detail: { survey: now.id, version } })
    return asSurvey(await found(house, now.id))
  })

export const setSurveyStateFlow = (
  house: House,
  { params, body }: In<'setSurveyState'>,
  caller: Caller,
): Out<'setSurveyState'> =>
  inTransaction(house, async (house) => {
    const now = await surveyToChange(house.db, params.id)
    if (!now) throw notFound('survey')
    needAskable(now.asks)
    if (now.state !== body.state) {
      await setState(house.db, now.id, body.state, house.now())
      await audit(house, caller, body.state === 'open' ? 'survey.open' : 'survey.close', { detail: { survey: now.id } })
    }
    return asSurvey(await found(house, now.id))
  })

/** A score of this band, to show what follows from it. */
function scoreIn(metric: SurveyDraft['metric'], scale: Scale, band: Band): number | null {
  for (let score = scale.max; score >= scale.min; score -= 1) if (bandOf(metric, scale, score) === band) return score
  return null
}

/** The very page a customer sees, drawn from what stands in the editor. */
export async function previewSurveyFlow(house: House, { body }: In<'previewSurvey'>): Out<'previewSurvey'> {
  const { draft, language, band, door } = body
  const { name } = await networkSender(house.db)
  const asking = body.step === 'ask'
  // A step that asks nothing is not shown to a customer either.
  const step = body.step === 'more' && !asksMore(draft, band, 'x') ? 'thanks' : body.step
  const html = askHtml({
    door,
    step,
    base: '#',
    network: name,
    place: null,
    language,
    survey: draft,
    band: asking ? null : band,
    given: {
      score: asking ? null : scoreIn(draft.metric, draft.scale, band),
      text: asking ? '' : '…',
      followUps: {},
      quote: null,
    },
    served: '',
    fault: null,
    cut: false,
    unquoted: false,
    changeUntil: null,
    // As it would stand there: no answer has this one.
    own:
      door === 'ask'
        ? null
        : { code: 'K7QF-2M9X-PT4D', address: `${house.origin.replace(/^https?:\/\//u, '')}${OWN_ANSWER}` },
    choices: door === 'ask' ? '#' : null,
  })
  return { html }
}
