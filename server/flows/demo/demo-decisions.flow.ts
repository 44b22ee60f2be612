import { sql } from 'kysely'
import type { DecisionState } from '../../../contract/decisions.ts'
import type { Theme } from '../../../contract/reading.ts'
import type { House } from '../../kit/house.ts'
import { writeCommittee } from '../../voice/report.store.ts'
import { closeDecision, noteDecision, setDecisionState, takeDecision } from '../voice/decisions.flow.ts'
import { demoCaller } from './demo-caller.ts'

const DAY = 86_400_000

interface Taken {
  daysAgo: number
  text: string
  why: string
  theme: Theme
  /** From the day on which it was taken. */
  dueInDays: number
  /** What was said of it, so many days ago; `over`: those who raised it heard of it. */
  after: readonly { daysAgo: number; state?: DecisionState; said: string; over?: true }[]
}

/** What the committee of the invented network decided of late, as its minutes would have it. */
const DECISIONS: readonly Taken[] = [
  {
    daysAgo: 64,
    text: 'Deux personnes au comptoir de 7 h 30 à 9 h',
    why: 'L’attente du matin est ce qui revient le plus, sur trois lieux.',
    theme: 'waiting',
    dueInDays: 21,
    after: [
      { daysAgo: 60, state: 'doing', said: 'Planning refait avec les équipes.' },
      {
        daysAgo: 34,
        state: 'settled',
        said: 'En place partout. L’attente médiane du matin est passée de 14 à 6 minutes.',
      },
      { daysAgo: 33, said: 'Dit de vive voix au comptoir, et affiché.', over: true },
    ],
  },
  {
    daysAgo: 36,
    text: 'Aucun dépassement de devis sans un appel avant',
    why: 'Quatre personnes l’ont découvert sur la facture.',
    theme: 'price',
    dueInDays: 14,
    after: [
      { daysAgo: 30, state: 'doing', said: 'Consigne donnée aux chefs d’atelier.' },
      {
        daysAgo: 5,
        state: 'settled',
        said: 'Depuis trois semaines, aucun dépassement sans appel. Deux gestes ont été faits.',
      },
    ],
  },
  {
    daysAgo: 35,
    text: 'Un SMS dès que la voiture est prête, et à midi si elle ne l’est pas',
    why: 'Être tenu au courant compte plus que l’heure elle-même.',
    theme: 'informed',
    dueInDays: 45,
    after: [{ daysAgo: 20, state: 'doing', said: 'Essai à Vélizy. Trois sur quatre partent à l’heure.' }],
  },
  {
    daysAgo: 4,
    text: 'Chaque rappel promis a sa ligne du jour, avec l’heure',
    why: 'Les promesses de rappel non tenues reviennent chaque mois.',
    theme: 'phone',
    dueInDays: 24,
    after: [],
  },
]

/** Decisions with an owner, a day and the words they answer, the last ones and what became of them; and who sits on the committee. */
export async function demoDecisions(
  house: House,
  { owner, managers }: { owner: string; managers: readonly string[] },
  now: Date,
): Promise<void> {
  const caller = demoCaller(owner)
  await writeCommittee(house.db, [owner, ...managers.slice(0, 3)])
  for (const [n, decision] of DECISIONS.entries()) {
    const at = (daysAgo: number): House => ({ ...house, now: () => new Date(now.getTime() - daysAgo * DAY) })
    const taken = at(decision.daysAgo)
    const { id } = await takeDecision(
      taken,
      {
        params: {},
        query: {},
        body: {
          text: decision.text,
          why: decision.why,
          theme: decision.theme,
          ownerId: managers[n % Math.max(1, managers.length)] ?? owner,
          dueOn: new Date(taken.now().getTime() + decision.dueInDays * DAY).toISOString().slice(0, 10),
          verbatimIds: await complainingOf(house, decision.theme, taken.now()),
        },
      },
      caller,
    )
    const params = { id }
    for (const { daysAgo, state, said, over } of decision.after)
      if (state) await setDecisionState(at(daysAgo), { params, query: {}, body: { state, outcome: said } }, caller)
      else if (over) await closeDecision(at(daysAgo), { params, query: {}, body: { because: said } }, caller)
      else await noteDecision(at(daysAgo), { params, query: {}, body: { text: said } }, caller)
  }
}

/** Who spoke ill of it in the six weeks before: some of them. */
async function complainingOf(house: House, theme: Theme, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from feedback.verbatim
    where polarity < 0 and band is distinct from 'happy' and left_out is null and themes @> ${JSON.stringify([{ theme }])}::jsonb
      and at < ${before} and at > ${new Date(before.getTime() - 42 * DAY)}
    order by at desc, id limit 6`.execute(house.db)
  return rows.map(({ id }) => id)
}
