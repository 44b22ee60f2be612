import { IconPhone, IconPhoneRinging } from '@tabler/icons-react'
import { listStaff, type Site } from '../../../contract/network.ts'
import type { Call } from '../../../contract/visits.ts'
import { useAsk } from '../../ask.ts'
import { Card } from '../../parts/Card.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { voiceOf } from './VisitCard.tsx'

/** The same card for someone who calls, before anyone picks up. */
export function CallCard({ call, site }: { call: Call; site: Site }) {
  const { t } = useWords()
  const me = useMe()
  const ringing = call.state === 'ringing'
  const staff = useAsk(listStaff, { query: {} }, { enabled: call.takenById !== null })
  const taker = staff.data?.staff.find((each) => each.id === call.takenById)?.name
  return (
    <Card
      card={call.card}
      zone={site.timeZone}
      voiceUrl={voiceOf(call.card)}
      me={me.staffId}
      calling
      urgent={ringing && call.whoId === me.staffId}
      place={
        <>
          <Time at={call.at} zone={site.timeZone} as="clock" /> · {t('card.phone')}
        </>
      }
      state={
        <Tone
          tone={ringing ? 'now' : 'good'}
          icon={ringing ? <IconPhoneRinging size={15} aria-hidden /> : <IconPhone size={15} aria-hidden />}
        >
          {ringing ? t('card.call-ringing') : taker ? t('card.call-taken', { name: taker }) : t('card.call-answered')}
        </Tone>
      }
    />
  )
}
