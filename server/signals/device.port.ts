import type { CallMessage, CallRing } from './call-ring.ts'
import type { CameraMessage } from './plate-read.ts'

/** A payload as it came: never kept. */
export interface Payload {
  contentType: string
  body: Buffer
  /** Query string of a look-up (3CX, Twilio by GET). */
  query: Record<string, string>
  now: Date
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
  ring: { number: string; name: string; email: string }[]
}

export interface CallKind {
  id: string
  /** A file the device wants, made for its address. */
  template?(address: string): { name: string; text: string }
  /** Answers 200 whatever happened, for systems that drop an address that answers errors. */
  alwaysOk?: boolean
  connects: 'webhook' | 'stream'
  read(payload: Payload): CallMessage
  sample(from: string, to: string, at: Date): { contentType: string; body: Buffer; query?: Record<string, string> }
  /** The answer this system understands, or nothing beyond "received"; `ring` says what was asked. */
  answer(decision: CallDecision, ring?: CallRing): { contentType: string; body: string } | undefined
}

/** Every make we know, handed to the flows by `main.ts`. */
export interface Devices {
  camera(kind: string): CameraKind | undefined
  call(kind: string): CallKind | undefined
}
