import { Button } from '@mantine/core'
import { useState } from 'react'
import { customerConsents, writeReceipt } from '../../../contract/consent.ts'
import type { Customer } from '../../../contract/customers.ts'
import type { SentOf } from '../../../contract/endpoint.ts'
import { customerRights } from '../../../contract/privacy.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { useNow } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { clockText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import rows from '../customer/Customer.module.css'
import { OneWay } from '../setup/OneWay.tsx'
import { ChannelRow } from './ChannelRow.tsx'
import classes from './Consent.module.css'
import { ConsentForm } from './ConsentForm.tsx'
import { Contracts } from './Contracts.tsx'
import type { Consents } from './consents.ts'
import { Decisions } from './Decisions.tsx'
import { DeviceCount, Devices } from './Devices.tsx'
import { More } from './More.tsx'
import { NumberNotice } from './NumberNotice.tsx'
import { Receipts } from './Receipts.tsx'
import { Rhythm } from './Rhythm.tsx'

type Said = SentOf<typeof writeReceipt>['body']

/** May we? By channel, with the article and the reason one tap away; what they said, word for word; their rhythm. */
export function MayWe({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const asked = useAsk(customerConsents, { params: { id: customer.id } })
  const [writing, setWriting] = useState<string | null>(null)
  const data = asked.data
  return (
    <Section
      title={t('consent.title')}
      actions={
        may && (
          <Button variant="subtle" size="sm" h={44} onClick={() => setWriting('call')}>
            {t('consent.write')}
          </Button>
        )
      }
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={3} />}
      {data && <Channels customer={customer} may={may} consents={data} write={setWriting} />}
      {data && (
        <div className={classes.more}>
          <More title={t('consent.receipts', { n: data.receipts.length })}>
            <Receipts receipts={data.receipts} />
          </More>
          <More title={t('consent.contracts', { n: data.contracts.length })}>
            <Contracts customer={customer} may={may} consents={data} />
          </More>
          <More title={t('consent.rhythm')}>
            <Rhythm customer={customer} may={may} preference={data.preference} />
          </More>
          <More title={t('consent.decisions')}>
            <Decisions customer={customer} />
          </More>
        </div>
      )}
      {data && writing && (
        <ConsentForm customer={customer} consents={data} channel={writing} close={() => setWriting(null)} />
      )}
    </Section>
  )
}

interface ChannelsProps {
  customer: Customer
  may: boolean
  consents: Consents
  write: (channel: string) => void
}

function Channels({ customer, may, consents, write }: ChannelsProps) {
  const { t } = useWords()
  const say = useDo(writeReceipt, { refresh: [customerConsents, customerRights] })
  const tell = (body: Said, done: string) =>
    say.mutate({ params: { id: customer.id }, body }, { onError: toastProblem, onSuccess: () => toast(done) })
  const objected = consents.preference.objectedAt !== null
  const at = (channel: string, purpose: string) =>
    consents.now.find((each) => each.channel === channel && each.purpose === purpose)?.verdict
  return (
    <>
      <p className={rows.quiet} style={{ marginBottom: 12 }}>
        {t('consent.lead')} <TheirClock zone={consents.zone} />
      </p>
      <NumberNotice customer={customer} may={may} consents={consents} tell={tell} busy={say.isPending} />
      <ul className={`surface ${rows.rows}`}>
        {(['call', 'email', 'sms', 'voice-drop', 'post', 'push'] as const).map((channel) => {
          const [offer, service] = [at(channel, 'commercial'), at(channel, 'service')]
          return (
            offer &&
            service && (
              <ChannelRow
                key={channel}
                channel={channel}
                offer={offer}
                service={service}
                consents={consents}
                may={may}
                busy={say.isPending}
                write={() => write(channel)}
                withdraw={() =>
                  tell(
                    { action: 'withdrawn', channel, purpose: 'commercial', place: 'counter' },
                    t('consent.withdrawn'),
                  )
                }
                beside={channel === 'push' && <DeviceCount customer={customer} />}
              >
                {channel === 'push' && <Devices customer={customer} may={may} />}
              </ChannelRow>
            )
          )
        })}
      </ul>
      {may && (
        <div className={classes.acts} style={{ marginTop: 12 }}>
          <OneWay
            key={String(objected)}
            label={t(objected ? 'consent.take-back' : 'consent.object')}
            text={t(objected ? 'consent.take-back-text' : 'consent.object-text')}
            sure={t(objected ? 'consent.take-back' : 'consent.object-do')}
            busy={say.isPending}
            onSure={() =>
              objected
                ? tell(
                    {
                      action: 'given',
                      channel: 'all',
                      purpose: 'commercial',
                      place: 'counter',
                      wording: t('consent.take-back-text'),
                    },
                    t('consent.taken-back'),
                  )
                : tell(
                    { action: 'withdrawn', channel: 'all', purpose: 'commercial', place: 'counter' },
                    t('consent.objected'),
                  )
            }
          />
        </div>
      )}
    </>
  )
}

/** Their clock, where it is not ours. */
function TheirClock({ zone }: { zone: string }) {
  const { t, locale } = useWords()
  const now = useNow(30_000)
  const [theirs, ours] = [clockText(now, locale, zone), clockText(now, locale)]
  return theirs === ours ? null : <strong>{t('consent.clock', { clock: theirs })}</strong>
}
