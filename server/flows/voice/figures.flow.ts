import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/voice.ts'
import { ownThemes } from '../../feedback/own-theme.store.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { changeOf } from '../../voice/change.ts'
import { figureOf, figuresOf } from '../../voice/figure.ts'
import { asked, came, choices, scores, themes, words } from '../../voice/figures.store.ts'
import { before } from '../../voice/period.ts'
import { rateOf, themeFigures } from '../../voice/theme-figures.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { periodOf, scopeOf, titlesOf, toldOf } from './scope.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K] extends infer E ? E : never>
type Out<E> = Promise<AnswerOf<E>>

export const voiceFigures =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'voiceFigures'>, caller: Caller): Out<typeof api.voiceFigures> => {
    const [scope, period] = [scopeOf(caller, query), periodOf(house, query)]
    const then = before(period)
    const { db } = house
    const [now, past, invitations, visits, said, choice, titleOf] = await Promise.all([
      scores(db, scope, period),
      scores(db, scope, then),
      asked(db, scope, period),
      came(db, scope, period),
      words(db, scope, period),
      choices(db, { sites: scope.sites }, period),
      titlesOf(house, playbook, caller),
    ])
    const sent = invitations[0] ?? { asked: 0, opened: 0, answered: 0 }
    const narrowed = query.moment !== undefined || query.service !== undefined || query.channel !== undefined
    return {
      period,
      before: then,
      metrics: figuresOf(now).map((figure) => {
        const other = figureOf(figure.metric, past)
        return {
          metric: figure.metric,
          now: toldOf(figure),
          before: toldOf(other),
          change: changeOf(figure, other),
          scales: now
            .filter(({ metric }) => metric === figure.metric)
            .map(({ steps, counts }) => ({ steps, counts: [...counts] })),
          leftOut: figure.leftOut,
        }
      }),
      response: rateOf(sent.answered, sent.asked),
      opened: rateOf(sent.opened, sent.asked),
      // Who was here is not known by moment, service or channel.
      invited: narrowed ? rateOf(0, 0) : rateOf(visits.invited, visits.came),
      words: wordsOf(said),
      choices: { ...choice, moments: choice.moments.map((key) => ({ key, title: titleOf(key) })) },
    }
  }

function wordsOf(said: Awaited<ReturnType<typeof words>>): AnswerOf<typeof api.voiceFigures>['words'] {
  const { good, neutral, bad, mixed, leftOut, compliment, problem, suggestion, question, ...alerts } = said
  return {
    n: good + neutral + bad + mixed,
    good,
    neutral,
    bad,
    mixed,
    kinds: { compliment, problem, suggestion, question },
    alerts,
    leftOut,
  }
}

export async function voiceThemes(
  house: House,
  { query }: In<'voiceThemes'>,
  caller: Caller,
): Out<typeof api.voiceThemes> {
  const [scope, period] = [scopeOf(caller, query), periodOf(house, query)]
  const then = before(period)
  const { db } = house
  const [now, past, saidNow, saidThen, own] = await Promise.all([
    themes(db, scope, period),
    themes(db, scope, then),
    words(db, scope, period),
    words(db, scope, then),
    ownThemes(db),
  ])
  const all = ({ good, neutral, bad, mixed }: typeof saidNow): number => good + neutral + bad + mixed
  const [n, nBefore] = [all(saidNow), all(saidThen)]
  const titleOf = (theme: string): string => {
    const title = own.find(({ slug }) => `own:${slug}` === theme)?.title
    return title?.[caller.locale] ?? Object.values(title ?? {})[0] ?? ''
  }
  return {
    period,
    before: then,
    n,
    nBefore,
    themes: themeFigures(now, n, past, nBefore).map((one) => ({ ...one, title: titleOf(one.theme) })),
  }
}
