import type { CallMessage, CallRing } from '../../signals/call-ring.ts'
import type { CallDecision, Payload } from '../../signals/device.port.ts'
import { fieldsOf, numberOf, textOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { callerOf, isExtension, malformed, nothing, ringOf } from './ring.ts'
import { escapeXml } from './twiml.ts'

/** 3CX asks again for each telephone that rings: within this time the same number is the same call. */
const SAME_CALL_MS = 60_000

/**
 * 3CX tells nothing: while a telephone rings it asks `GET …?phone=+33142000000` and wants an answer within a tenth of a
 * second. Its `+` often arrives as a space, which is what an unescaped plus means in a query: it is given back. There
 * is no id of the call: the number and the minute stand for it.
 */
export function read3cx({ contentType, body, query, now }: Payload): CallMessage {
  const sent = query.phone ?? query.number
  if (sent === undefined) return body.length > 0 ? readRouted(contentType, body, now) : malformed('unknown-shape')
  const number = /^ +\d/u.test(sent) ? `+${sent.trim()}` : sent
  // An unfilled template variable is sent as it stands.
  const from = /^\[.*\]$/u.test(number) ? undefined : callerOf(number)
  if (from === undefined) return nothing('no-number')
  if (isExtension(from)) return nothing('internal-call')
  return ringOf(
    {
      ids: [],
      call: callOf(from, now.getTime()),
      from,
      direction: 'in',
      state: 'ringing',
      asks: 'contact',
      loose: true,
    },
    now,
  )
}

const callOf = (from: string, at: number): string => `${from}~${Math.floor(at / SAME_CALL_MS)}`

const ROUTED = new Set<unknown>(['ringing', 'answered', 'missed', 'ended'])

/**
 * A step of a call at our route point, as `threecx.edge.ts` tells it: the participant as 3CX gave it, and when it was first
 * seen. 3CX may ask who calls besides, so the call is named as that question names it.
 */
function readRouted(contentType: string, body: Buffer, now: Date): CallMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const { event, since, agent, participant } = fieldsOf(json.value)
  const { callid, party_caller_id: caller, party_did: to } = fieldsOf(participant)
  const at = numberOf(since)
  if (!ROUTED.has(event) || at === undefined) return malformed('unknown-shape')
  const from = callerOf(caller)
  if (isExtension(from)) return nothing('internal-call')
  const state = event as CallRing['state']
  return ringOf(
    {
      ids: [callid],
      call: callOf(from ?? textOf(callid) ?? '', at),
      from,
      to,
      direction: 'in',
      state,
      agent,
      ...(state === 'ringing' ? { asks: 'routing', loose: true } : {}),
    },
    now,
  )
}

/**
 * Where 3CX sends the call, in order: extensions, or numbers its outbound rules can dial. The site's own line is left out:
 * the call most often came by it, and would come round again; the fallback stands in its place.
 */
export const route3cx = ({ ring, ringSeconds }: CallDecision): { ring: string[]; seconds: number } => ({
  seconds: ringSeconds,
  ring: ring.filter(({ email }) => email !== '').flatMap(({ number }) => dialled(number) ?? []),
})

function dialled(number: string): string | undefined {
  const digits = number.replace(/[\s.()-]/gu, '')
  return /^\+?\d{2,15}$/u.test(digits) ? digits : undefined
}

/** The list our template reads (`threeCxTemplate`): everybody it may be, likeliest first. 3CX lets the person choose. */
export const answer3cx = (callers: CallDecision['callers']): object => ({
  contacts: callers.map((caller) => ({
    id: caller.id,
    first_name: caller.givenName,
    last_name: caller.familyName,
    company: caller.companyName,
    email: caller.email,
    phone_business_1: '',
    phone_mobile_1: caller.phone,
    entity_url: caller.url,
    summary: caller.summary,
  })),
})

/** Output type of 3CX's template beside the field of our answer. */
const OUTPUTS = [
  ['ContactID', 'id'],
  ['FirstName', 'first_name'],
  ['LastName', 'last_name'],
  ['CompanyName', 'company'],
  ['Email', 'email'],
  ['PhoneMobile', 'phone_mobile_1'],
  ['ContactUrl', 'entity_url'],
] as const

/**
 * The server-side CRM template an admin uploads to 3CX (Settings, CRM), with the source's own address in it.
 * @param address copy-paste address of the source, ending with `?phone=[Number]`
 */
export function threeCxTemplate(address: string): string {
  const variables = OUTPUTS.map(
    ([name, field]) => `        <Variable Name="${name}" Path="contacts.${field}"><Filter /></Variable>`,
  )
  const outputs = OUTPUTS.map(([name]) => `        <Output Type="${name}" Passes="0" Value="[${name}]" />`)
  return `<?xml version="1.0"?>
<Crm xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" Country="FR" Name="Okaeri" Version="1" SupportsEmojis="true">
  <Number Prefix="AsIs" MaxLength="20" />
  <Connection MaxConcurrentRequests="8" />
  <Parameters />
  <Authentication Type="No" />
  <Scenarios>
    <Scenario Id="" Type="REST">
      <Request Url="${escapeXml(address)}" MessagePasses="0" RequestEncoding="UrlEncoded" RequestType="Get" ResponseType="Json" />
      <Rules>
        <Rule Type="Any">contacts.id</Rule>
      </Rules>
      <Variables>
${variables.join('\n')}
      </Variables>
      <Outputs AllowEmpty="false">
${outputs.join('\n')}
      </Outputs>
    </Scenario>
  </Scenarios>
</Crm>
`
}
