/** Facts that come from the person themselves, by whatever door: they end a silence. A call of theirs does, though nobody answered it. */
export const FROM_THEM: readonly string[] = [
  'order.placed',
  'visit.greeted',
  'visit.first',
  'answer.received',
  'appointment.made',
  'call.answered',
  'call.missed',
  'message.replied',
  'case.opened',
]
