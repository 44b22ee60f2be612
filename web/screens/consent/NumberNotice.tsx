import { Button } from '@mantine/core'
import type { writeReceipt } from '../../../contract/consent.ts'
import type { Customer } from '../../../contract/customers.ts'
import type { SentOf } from '../../../contract/endpoint.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Consent.module.css'
import type { Consents } from './consents.ts'
import { wordingFor } from './wording-for.ts'

interface NumberNoticeProps {
  customer: Customer
  may: boolean
  consents: Consents
  tell: (body: SentOf<typeof writeReceipt>['body'], done: string) => void
  busy: boolean
}

/** A number without a trace that they were told what it is for (CALL-7): said in one tap, with the words. */
export function NumberNotice({ customer, may, consents, tell, busy }: NumberNoticeProps) {
  const { t, locale } = useWords()
  const told = consents.receipts.filter(
    (each) => each.stands && each.action === 'notice' && ['call', 'all'].includes(each.channel),
  )
  const untold = customer.phones.filter(
    ({ e164 }) => !told.some((each) => each.contact === null || each.contact === e164),
  )
  const words = wordingFor(consents.wordings, { action: 'notice', channel: 'call', purpose: 'commercial' }, [
    customer.language,
    locale,
  ])
  if (untold.length === 0 || !words) return null
  return (
    <div className={classes.untold}>
      <p>{t('consent.number-untold')}</p>
      {may && (
        <Button
          variant="default"
          loading={busy}
          onClick={() =>
            tell(
              {
                action: 'notice',
                channel: 'call',
                purpose: 'commercial',
                place: 'counter',
                wording: words.text,
                wordingVersion: words.version,
                evidence: { language: words.language },
              },
              t('consent.told-done'),
            )
          }
        >
          {t('consent.number-tell')}
        </Button>
      )}
    </div>
  )
}
