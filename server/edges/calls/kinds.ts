import type { CallRing } from '../../signals/call-ring.ts'
import type { CallDecision, CallKind } from '../../signals/device.port.ts'
import { readAircall, sampleAircall } from './aircall.ts'
import { readAsterisk, sampleAsterisk } from './asterisk.ts'
import { answerPlainCall, readPlainCall, samplePlainCall } from './plain-call.ts'
import { answerRingover, readRingover, sampleRingover } from './ringover.ts'
import { aircallSigned, ringoverSigned, signAircall, signRingover, signTwilio, twilioSigned } from './signatures.ts'
import { answer3cx, read3cx, route3cx, threeCxTemplate } from './threecx.ts'
import { readTwilio, sampleTwilio } from './twilio.ts'
import { answerTwilio } from './twiml.ts'

/** A telephone system; `answer` may also be given the ring, which says what was asked (`asks`). */
export interface LabelledCallKind extends CallKind {
  /** Its own name, the same in every language. */
  label: string
  answer(decision: CallDecision, ring?: CallRing, called?: string): { contentType: string; body: string } | undefined
}

const JSON_TYPE = 'application/json'
const json = (body: object | undefined) =>
  body === undefined ? undefined : { contentType: JSON_TYPE, body: JSON.stringify(body) }
const asJson = (sample: (from: string, to: string, at: Date) => object) => (from: string, to: string, at: Date) => ({
  contentType: JSON_TYPE,
  body: Buffer.from(JSON.stringify(sample(from, to, at))),
})
const silent = (): undefined => undefined

/** Every telephone system we know, in the order people are offered them. */
export const CALL_KINDS: readonly LabelledCallKind[] = [
  {
    id: 'ringover',
    label: 'Ringover',
    connects: 'webhook',
    signed: ringoverSigned,
    sign: signRingover,
    read: readRingover,
    sample: asJson(sampleRingover),
    answer: (decision, ring) => json(answerRingover(decision, ring?.asks)),
  },
  {
    id: 'aircall',
    label: 'Aircall',
    connects: 'webhook',
    // It switches an address off that answers errors.
    alwaysOk: true,
    signed: aircallSigned,
    sign: signAircall,
    read: readAircall,
    sample: asJson(sampleAircall),
    answer: silent,
  },
  {
    id: '3cx',
    label: '3CX',
    template: (address) => ({ name: 'okaeri-3cx.xml', text: threeCxTemplate(address) }),
    connects: 'webhook',
    needs: ['username', 'routePoint', 'fallback'],
    read: read3cx,
    sample: (from) => ({ contentType: '', body: Buffer.alloc(0), query: { phone: from } }),
    answer: (decision, ring) => json(ring?.asks === 'routing' ? route3cx(decision) : answer3cx(decision.callers)),
  },
  {
    id: 'asterisk',
    label: 'Asterisk',
    connects: 'stream',
    read: readAsterisk,
    sample: (from, to, at) => ({ contentType: 'text/plain', body: Buffer.from(sampleAsterisk(from, to, at)) }),
    answer: silent,
  },
  {
    id: 'twilio',
    label: 'Twilio',
    connects: 'webhook',
    signed: twilioSigned,
    sign: signTwilio,
    read: readTwilio,
    sample: (from, to, at) => ({
      contentType: 'application/x-www-form-urlencoded',
      body: Buffer.from(sampleTwilio(from, to, at)),
    }),
    answer(decision, ring, called) {
      const body = answerTwilio(decision, ring, called)
      return body === undefined ? undefined : { contentType: 'text/xml; charset=utf-8', body }
    },
  },
  {
    id: 'json',
    label: 'JSON',
    connects: 'webhook',
    read: readPlainCall,
    sample: asJson(samplePlainCall),
    answer: (decision) => json(answerPlainCall(decision)),
  },
]

export const callKind = (id: string): LabelledCallKind | undefined => CALL_KINDS.find((kind) => kind.id === id)
