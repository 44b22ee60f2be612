import type { CallMessage, CallRing } from './call-ring.ts'
import type { CameraMessage } from './plate-read.ts'

/** A payload as it came: never kept. */
export interface Payload {
  contentType: string
  body: Buffer
  /** Query string of a look-up (3CX, Twilio by GET). */
  query: Record<string, string>
  now: Date
  /** How it came, where it came over HTTP: what a signature is made over. */
  sent?: Sent
  /** Sent by ourselves, to try the way: the device has not spoken. */
  trial?: boolean
}

/** A request as its sender made it. */
export interface Sent {
  method: string
  /** The whole address as it was called from outside, with its query. */
  url: string
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/** One make of camera: how it connects, how to read it, and what a payload of it looks like. */
export interface CameraKind {
  id: string
  /** A file the device wants, made for its address. */
  template?(address: string): { name: string; text: string }
  connects: 'webhook' | 'mqtt' | 'stream'
  read(payload: Payload): CameraMessage
  sample(plate: string, at: Date): { contentType: string; body: Buffer }
  /** Answers 200 whatever happened, for makes that drop an address that answers errors. */
  alwaysOk: boolean
}

/** What to answer a telephone system that lets us route the call: who to ring, in order, as E.164 numbers. */
export interface CallDecision {
  /** Seconds each of them is rung. */
  ringSeconds: number
  /** What is said to the caller, when it must be said: fr, or en. */
  language: 'fr' | 'en'
  /** The caller is on file: their call is noted. */
  known: boolean
  callers: {
    id: string
    givenName: string
    familyName: string
    companyName: string
    phone: string
    email: string
    url: string
    summary: string
  }[]
  ring: {
    /** As it stands on the page of the person: E.164, or an extension of the telephone system. */
    number: string
    name: string
    /** Empty: the site's own line. */
    email: string
    /** A colleague's id; null for the site's own line. */
    staffId: string | null
  }[]
}

/** What a system sends so that we know it was the system: its body, and the headers beside. */
export interface SignedPayload {
  body: Buffer
  headers: Record<string, string>
}

export interface CallKind {
  id: string
  /** A file the device wants, made for its address. */
  template?(address: string): { name: string; text: string }
  /** Answers 200 whatever happened, for systems that drop an address that answers errors. */
  alwaysOk?: boolean
  connects: 'webhook' | 'stream'
  /** What else must be known of the system when its address is given. */
  needs?: readonly ('username' | 'routePoint' | 'fallback')[]
  /** For systems that sign: whether this payload was signed with this key. */
  signed?(payload: Payload, key: string): boolean
  /** Signs a sample of ours as the system does. */
  sign?(payload: Payload & { sent: Sent }, key: string): SignedPayload
  read(payload: Payload): CallMessage
  sample(from: string, to: string, at: Date): { contentType: string; body: Buffer; query?: Record<string, string> }
  /** The answer this system understands, or nothing beyond "received"; `ring` says what was asked, `called` at which address. */
  answer(decision: CallDecision, ring?: CallRing, called?: string): { contentType: string; body: string } | undefined
}

/** Every make we know, handed to the flows by `main.ts`. */
export interface Devices {
  camera(kind: string): CameraKind | undefined
  call(kind: string): CallKind | undefined
}
