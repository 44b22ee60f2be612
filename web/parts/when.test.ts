import { expect, test } from 'vitest'
import { datedText, dayText, exactText, rangeText, shortDayText, timeText } from './when.ts'

const now = new Date('2026-11-24T10:00:00Z')
const at = (day: string) => new Date(`${day}T10:00:00Z`)

test.each([
  [dayText('2026-10-01', 'fr'), '1er octobre 2026'],
  [dayText('2026-10-11', 'fr'), '11 octobre 2026'],
  [dayText('2026-10-01', 'en'), '1 October 2026'],
  [shortDayText('2026-10-01', 'fr'), '1er oct. 2026'],
  [shortDayText('2026-11-27', 'en'), '27 Nov 2026'],
  [exactText(at('2026-11-27'), 'en', 'UTC'), 'Friday, 27 November 2026 at 10:00:00'],
  [timeText(at('2024-09-03'), now, 'en', 'UTC'), '3 September 2024'],
  [rangeText('2025-11-01', '2026-04-01', 'fr'), '1er novembre 2025\u2009–\u20091er avril 2026'],
  [rangeText('2026-10-01', '2026-10-15', 'fr'), '1er–15 octobre 2026'],
  [rangeText('2026-10-11', '2026-11-01', 'fr'), '11 octobre\u2009–\u20091er novembre 2026'],
  [rangeText('2026-10-01', '2026-10-21', 'en'), '1\u2009–\u200921 October 2026'],
  [exactText(at('2026-10-01'), 'fr', 'UTC'), 'jeudi 1er octobre 2026 à 10:00:00'],
  [timeText(at('2026-10-01'), now, 'fr', 'UTC'), '1er octobre'],
  [timeText(at('2024-10-01'), now, 'fr', 'UTC'), '1er octobre 2024'],
  [datedText(at('2026-10-21'), now, 'fr', 'UTC'), 'le 21 octobre'],
  [datedText(at('2026-11-23'), now, 'fr', 'UTC'), 'hier 10:00'],
  [datedText(at('2026-10-21'), now, 'en', 'UTC'), '21 October'],
])('%s', (said, expected) => expect(said).toBe(expected))
