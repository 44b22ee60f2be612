/**
 * The day by which a request is answered (RGPD-1, article 12 of the GDPR): one month after it came, or three when it is complex and the
 * person was told so within the first. The month ends on the day of the same number, or on its last day where it has none.
 */
export const dueOn = (receivedOn: string, extended: boolean): string =>
  Temporal.PlainDate.from(receivedOn)
    .add({ months: extended ? 3 : 1 })
    .toString()

/** Two months more are to be had within the first, once. */
export const mayExtend = (request: { receivedOn: string; extended: boolean }, today: string): boolean =>
  !request.extended && today <= dueOn(request.receivedOn, false)

/** How many days are left; less than none when it is late. */
export const daysLeft = (due: string, today: string): number =>
  Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(due)).days

/** How long an erasure waits, so that a mistake can be called off. Much less than the month. */
export const GRACE_DAYS = 7
