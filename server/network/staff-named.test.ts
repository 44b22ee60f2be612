import { describe, expect, it, test } from 'vitest'
import { eventsIn } from './ical-events.ts'
import { isAbout, staffNamed, withoutNames } from './staff-named.ts'

const ALICE = { id: 'alice', name: 'Alice Conseil', email: 'Alice.Conseil@garage-du-val.example' }
const DENIS = { id: 'denis', name: 'Denis Suppléant', email: 'denis@garage-du-val.example' }
const ROSE = { id: 'rose', name: 'Rose Accueil', email: 'rose@garage-du-val.example' }
const STAFF = [ALICE, DENIS, ROSE, { id: 'jp', name: 'Jean-Pierre Le Goff', email: 'jp@garage-du-val.example' }]

const FROM = new Date('2026-03-01T00:00:00Z')
const TO = new Date('2026-04-30T00:00:00Z')
const first = (text: string) => {
  const [event] = eventsIn(text.trim().replaceAll(/\n/gu, '\r\n'), FROM, TO, 'Europe/Paris')
  if (!event) throw new Error('no event')
  return event
}
const whom = (text: string, staff = STAFF) => staffNamed(first(text), staff)?.id ?? null

/** As Google Calendar exports them: the organiser is a guest too, folded lines, a group calendar. */
const GOOGLE = (lines: string) => `
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Atelier
X-WR-TIMEZONE:Europe/Paris
BEGIN:VEVENT
DTSTART:20260312T080000Z
DTEND:20260312T090000Z
DTSTAMP:20260301T101500Z
UID:4kq0c1l3v7@google.com
${lines}
CREATED:20260228T093000Z
LAST-MODIFIED:20260228T093100Z
SEQUENCE:1
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR`

/** As Outlook and Exchange publish them. */
const OUTLOOK = (lines: string) => `
BEGIN:VCALENDAR
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008000000
DTSTART;TZID=Romance Standard Time:20260312T090000
DTEND;TZID=Romance Standard Time:20260312T100000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20260301T101500Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:0
${lines}
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR`

/** As macOS Calendar and iCloud write them: addresses that are no mailboxes, the e-mail in a parameter. */
const APPLE = (lines: string) => `
BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 15.1//EN
VERSION:2.0
BEGIN:VEVENT
CREATED:20260228T093000Z
DTEND;TZID=Europe/Paris:20260312T100000
DTSTAMP:20260301T101500Z
DTSTART;TZID=Europe/Paris:20260312T090000
LAST-MODIFIED:20260228T093100Z
SEQUENCE:0
TRANSP:OPAQUE
UID:7B1D9F60-5C0E-4B7A-9B77-2E4A5D8F0C11
${lines}
END:VEVENT
END:VCALENDAR`

describe('whom an event is for', () => {
  it.each<[string, string, string | null]>([
    [
      'Google: reception wrote it, the advisor is the guest; the name is cut over two lines',
      GOOGLE(`ORGANIZER;CN=Rose Accueil:mailto:rose@garage-du-val.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Rose Acc
 ueil;X-NUM-GUESTS=0:mailto:rose@garage-du-val.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TR
 UE;CN=alice.conseil@garage-du-val.example;X-NUM-GUESTS=0:mailto:alice.conse
 il@garage-du-val.example
SUMMARY:Révision Mme Cieille`),
      'alice',
    ],
    [
      'Google: a booking page, the customer is the guest',
      GOOGLE(`ORGANIZER;CN=Denis Suppléant:mailto:denis@garage-du-val.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Denis S
 uppléant;X-NUM-GUESTS=0:mailto:denis@garage-du-val.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Anne Ci
 eille;X-NUM-GUESTS=0:mailto:anne@example.org
SUMMARY:Essai (Anne Cieille)`),
      'denis',
    ],
    [
      'Google: a calendar of the workshop organises, the name stands in the title',
      GOOGLE(`ORGANIZER;CN=Atelier:mailto:c_188f@group.calendar.google.com
SUMMARY:Vidange AB-123-CD - ALICE CONSEIL`),
      'alice',
    ],
    [
      'Google: she declined; whoever wrote it stays',
      GOOGLE(`ORGANIZER;CN=Rose Accueil:mailto:rose@garage-du-val.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Alice C
 onseil:mailto:alice.conseil@garage-du-val.example
SUMMARY:Révision Mme Cieille`),
      'rose',
    ],
    [
      'Google: two of ours are invited: nobody is chosen',
      GOOGLE(`ORGANIZER;CN=Rose Accueil:mailto:rose@garage-du-val.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:alice.conseil@garage-du-val.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:denis@garage-du-val.example
SUMMARY:Livraison Mme Cieille`),
      null,
    ],
    [
      'Outlook: a room and a lift are no people; the name has quotes around it',
      OUTLOOK(`ORGANIZER;CN="Accueil du Val":mailto:accueil@garage-du-val.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Conseil, Alice":mailto:Alice.Conseil@Garage-du-Val.example
ATTENDEE;CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Denis Suppléant:mailto:pont2@garage-du-val.example
SUMMARY;LANGUAGE=fr-FR:Freins Mme Cieille`),
      'alice',
    ],
    [
      'Outlook: another address than the one we know, the whole name',
      OUTLOOK(`ORGANIZER;CN=Denis SUPPLEANT:mailto:d.suppleant@groupe.example
SUMMARY;LANGUAGE=fr-FR:Freins Mme Cieille`),
      'denis',
    ],
    [
      'Apple: no mailbox in the address, the e-mail beside it',
      APPLE(`ORGANIZER;CN=Rose;EMAIL=rose@garage-du-val.example:/aMTE2MTQw/principal/
ATTENDEE;CN=Rose;CUTYPE=INDIVIDUAL;EMAIL=rose@garage-du-val.example;PARTSTAT=ACCEPTED;ROLE=CHAIR:/aMTE2MTQw/principal/
ATTENDEE;CN=Alice;CUTYPE=INDIVIDUAL;EMAIL=alice.conseil@garage-du-val.example;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:urn:uuid:7B1D9F60
SUMMARY:Révision Mme Cieille`),
      'alice',
    ],
    ['Apple: a name of three parts in the title', APPLE('SUMMARY:Essai AB-123-CD\\, jean-pierre LE GOFF'), 'jp'],
    ['a first name alone is nobody’s', APPLE('SUMMARY:Révision Mme Cieille (Alice)'), null],
    ['a name that another word goes on with', APPLE('SUMMARY:Rose Accueillante'), null],
    [
      'a stranger of the same first name',
      OUTLOOK('ORGANIZER;CN=Alice:mailto:alice@elsewhere.example\nSUMMARY:x'),
      null,
    ],
    ['nobody', APPLE('SUMMARY:Révision AB-123-CD'), null],
    [
      'what is no address at all',
      APPLE(`ORGANIZER:invalid:nomail
ATTENDEE;CN="":mailto:
SUMMARY:Révision`),
      null,
    ],
  ])('%s', (_, text, id) => expect(whom(text)).toBe(id))

  it('two colleagues of one name are told apart by their e-mail only', () => {
    const twin = { ...ALICE, id: 'twin', email: 'alice2@garage-du-val.example' }
    const organised = (line: string) => whom(OUTLOOK(`${line}\nSUMMARY:Freins`), [...STAFF, twin])
    expect(organised('ORGANIZER;CN=Alice Conseil:mailto:alice2@garage-du-val.example')).toBe('twin')
    expect(organised('ORGANIZER;CN=Alice Conseil:mailto:a@elsewhere.example')).toBeNull()
    expect(whom(APPLE('SUMMARY:Freins - Alice Conseil'), [...STAFF, twin])).toBeNull()
  })
})

test.each([
  ['Vidange AB 123 CD - Alice Conseil', 'Vidange AB 123 CD'],
  ['Alice Cieille pour Conseil Alice', 'Alice Cieille pour'],
  ['Jean-Pierre Le Goff / Mme Le Goff', 'Mme Le Goff'],
  ['Alice', 'Alice'],
])('%j without ours is %j', (title, left) => expect(withoutNames(title, STAFF)).toBe(left))

describe('whether it is about the person whose calendar it is', () => {
  it.each<[string, string, boolean]>([
    ['her own day, as most are', APPLE('SUMMARY:Congés'), true],
    ['a colleague’s, in a calendar of the team', APPLE('SUMMARY:Congés Denis Suppléant'), false],
    ['theirs together', APPLE('SUMMARY:Formation Denis Suppléant\\, Alice Conseil'), true],
    [
      'a training she declined',
      GOOGLE('ATTENDEE;PARTSTAT=DECLINED:mailto:alice.conseil@garage-du-val.example\nSUMMARY:Formation'),
      false,
    ],
    [
      'a training she is invited to',
      GOOGLE(
        'ORGANIZER:mailto:denis@garage-du-val.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:alice.conseil@garage-du-val.example\nSUMMARY:Formation',
      ),
      true,
    ],
    [
      'written by a colleague, for nobody else',
      GOOGLE('ORGANIZER:mailto:denis@garage-du-val.example\nSUMMARY:Congés'),
      false,
    ],
    [
      'by another address of hers, for all we know',
      GOOGLE('ORGANIZER:mailto:denis@garage-du-val.example\nATTENDEE:mailto:alice@private.example\nSUMMARY:Congés'),
      true,
    ],
  ])('%s', (_, text, about) => expect(isAbout(first(text), ALICE, STAFF)).toBe(about))
})
