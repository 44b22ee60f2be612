import type { Moment, Playbook } from '../../contract/playbook.ts'
import type { CompiledMoment, CompiledPlaybook } from './compiled.ts'
import { type Condition, readCondition } from './condition.ts'
import { hash32 } from './held-out.ts'
import { sampleScene, sampleWords } from './sample-scene.ts'
import { readSpan } from './span.ts'
import { renderWords } from './words.ts'

const ALWAYS: Condition = () => ({ holds: true })

/** A playbook that was read without a fault, made ready to run. A condition that cannot be read is a fault of whoever let it through. */
export function compilePlaybook(playbook: Playbook, version: number): CompiledPlaybook {
  const moments = new Map<string, CompiledMoment>()
  const byFact = new Map<string, CompiledMoment[]>()
  const byClock: CompiledMoment[] = []
  for (const each of playbook.moments) {
    const compiled = compileMoment(each)
    moments.set(each.id, compiled)
    if (typeof each.on === 'string') byFact.set(each.on, [...(byFact.get(each.on) ?? []), compiled])
    else byClock.push(compiled)
  }
  return { version, playbook, moments, byFact, byClock }
}

function compileMoment(moment: Moment): CompiledMoment {
  return {
    moment,
    trigger: moment.on,
    after: moment.after === undefined ? null : readSpan(moment.after),
    before: moment.before === undefined ? null : readSpan(moment.before),
    within: readSpan(moment.within),
    silence: typeof moment.on === 'object' && 'silence' in moment.on ? readSpan(moment.on.silence) : null,
    speaksUnasked: moment.ask !== undefined && speaksUnasked(moment),
    smsLength: smsLength(moment),
    mark: hash32(JSON.stringify(moment)),
    holds: moment.if === undefined ? ALWAYS : conditionOf(moment),
  }
}

function smsLength(moment: Moment): number {
  let longest = 0
  for (const [language, text] of Object.entries(moment.sms ?? {})) {
    const written = renderWords(text, sampleScene(moment.on), sampleWords(language, moment))
    longest = Math.max(longest, 'text' in written ? written.text.length : text.length)
  }
  return longest
}

/** Can all its words do without the question: do they stand under `{% if ask.link %}`? A person's gesture always can. */
function speaksUnasked(moment: Moment): boolean {
  const scene = sampleScene(moment.on)
  return [moment.message, moment.sms].every((texts) =>
    Object.entries(texts ?? {}).every(([language, text]) => {
      const words = renderWords(text, scene, sampleWords(language, { on: moment.on }))
      return !('missing' in words) || !words.missing.some((name) => name.startsWith('ask.'))
    }),
  )
}

function conditionOf(moment: Moment): Condition {
  const read = readCondition(moment.if!)
  if ('fault' in read) throw new TypeError(`the condition of ${moment.id} cannot be read: ${read.fault.said}`)
  return read.condition
}
