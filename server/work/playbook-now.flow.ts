import { attentionPolicy, type Gesture, REGISTER_OF } from '../../contract/playbook.ts'
import { WEIGHTS, weightOf } from '../budget/weights.ts'
import type { PlaybookInForce } from '../moments/playbook.store.ts'
import type { PlaybookNow } from './playbook-now.port.ts'

/** Before a playbook is in force: what one holds unless it says otherwise. */
const USUAL = attentionPolicy.parse({})
const isGesture = (kind: string): kind is Gesture => Object.hasOwn(WEIGHTS, kind)

/** The playbook in force, as the work reads it. A task of another kind (a doubt to settle) takes nobody's attention. */
export const playbookNow =
  (inForce: PlaybookInForce): PlaybookNow =>
  async (house) => {
    const compiled = await inForce.of(house.db)
    const budget = compiled?.playbook.budget ?? USUAL
    const first = compiled?.playbook.languages[0] ?? 'fr'
    const gone = await inForce.goneTitles(house.db)
    return {
      budget,
      hours: compiled?.playbook.hours ?? null,
      weightOf: (kind) => (isGesture(kind) ? weightOf(budget, kind) : 0),
      titleOf(moment, locale) {
        const title = compiled?.moments.get(moment)?.moment.title ?? gone.get(moment)
        return title?.[locale] ?? title?.[first] ?? null
      },
      familyOf: (moment) => compiled?.moments.get(moment ?? '')?.moment.family ?? null,
      holdoutOf: (moment) => compiled?.moments.get(moment)?.moment.holdout || null,
      registerOf(moment, kind, locale) {
        if (!compiled || !isGesture(kind)) return null
        const { registers, compass } = compiled.playbook
        const name = compiled.moments.get(moment ?? '')?.moment.register ?? REGISTER_OF[kind]
        const said = (words: Record<string, string> | undefined) => words?.[locale] ?? words?.[first] ?? ''
        const register = registers[name]
        return { name, imposed: said(register?.imposed), free: said(register?.free), compass: said(compass) }
      },
    }
  }
