import { type ChannelLaw, type Commercial, clock, type Hours, type Often, type Opening } from '../pack.ts'

/** Parts of French law that every pack of France is made of. */
export const CALL_HOURS: Hours = {
  article: 'CALL-3',
  days: [1, 2, 3, 4, 5],
  periods: [
    [clock('10:00'), clock('13:00')],
    [clock('14:00'), clock('20:00')],
  ],
  holidays: true,
  unless: 'outside-hours',
}
export const CALL_OFTEN: Often = {
  article: 'CALL-4',
  most: 4,
  days: 30,
  afterRefusal: 60,
  channels: ['call', 'voice-drop'],
}
const SMS_HOURS: Hours = {
  article: 'ELEC-4',
  days: [1, 2, 3, 4, 5, 6],
  periods: [[clock('08:00'), clock('20:00')]],
  holidays: true,
  unless: null,
}

const consent = (article: string): Opening => ({ by: 'consent', article })
const sale: Opening = { by: 'sale', article: 'ELEC-2', months: 36 }
const toldAndMayObject: Opening = { by: 'opt-out', article: 'B2B-1' }

const message = (of: ChannelLaw['consent'], openings: readonly Opening[], hours: Hours | null = null): ChannelLaw => ({
  consent: of,
  openings,
  hours,
  often: null,
  stop: 'ELEC-3',
  duties: ['ELEC-3'],
})
const voiceDrop: ChannelLaw = {
  consent: 'voice-drop',
  openings: [consent('ELEC-5')],
  hours: CALL_HOURS,
  often: CALL_OFTEN,
  stop: 'CALL-5',
  duties: ['ELEC-5', 'CALL-10'],
}
const post: ChannelLaw = {
  consent: 'post',
  openings: [{ by: 'opt-out', article: 'POST-1' }],
  hours: null,
  often: null,
  stop: 'POST-1',
  duties: ['POST-1'],
}

export const TO_CONSUMERS: Commercial = {
  email: message('email', [consent('ELEC-1'), sale]),
  sms: message('sms', [consent('ELEC-1'), sale], SMS_HOURS),
  push: message('push', [consent('ELEC-1')]),
  linkedin: message('email', [consent('HAND-1')]),
  whatsapp: message('sms', [consent('HAND-1')]),
  'voice-drop': voiceDrop,
  post,
}

export const TO_PROFESSIONALS: Commercial = {
  call: {
    consent: 'call',
    openings: [toldAndMayObject],
    hours: null,
    often: null,
    stop: 'CALL-5',
    duties: ['CALL-6'],
  },
  email: message('email', [toldAndMayObject]),
  sms: message('sms', [toldAndMayObject], SMS_HOURS),
  push: message('push', [consent('ELEC-1')]),
  linkedin: message('email', [toldAndMayObject]),
  whatsapp: message('sms', [toldAndMayObject]),
  // An automated call has its own opt-in, whoever picks up.
  'voice-drop': voiceDrop,
  post,
}

/** A voice drop without an offer is still an automated call. Its hours are kept; it is no prospecting, so it is not counted. */
export const IN_SERVICE: Commercial = { 'voice-drop': { ...voiceDrop, often: null } }
export const SERVED_BY = {
  call: 'CALL-11',
  email: 'ELEC-1',
  sms: 'ELEC-4',
  push: 'ELEC-1',
  linkedin: 'ELEC-1',
  whatsapp: 'ELEC-1',
  post: 'POST-1',
}
