import { Button } from '@mantine/core'
import {
  IconBell,
  IconDeviceMobileMessage,
  IconMail,
  IconMailbox,
  IconMicrophone,
  IconPhone,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useNow } from '../../parts/Time.tsx'
import { timeText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import { Explained, type Verdict } from './Answer.tsx'
import classes from './Consent.module.css'
import type { Consents } from './consents.ts'

const ICON = {
  call: IconPhone,
  email: IconMail,
  sms: IconDeviceMobileMessage,
  'voice-drop': IconMicrophone,
  post: IconMailbox,
  push: IconBell,
}

interface ChannelRowProps {
  channel: keyof typeof ICON
  offer: Verdict
  service: Verdict
  consents: Consents
  may: boolean
  busy: boolean
  write: () => void
  withdraw: () => void
  /** What is told of this channel beside its name, and what else there is to say of it. */
  beside?: ReactNode
  children?: ReactNode
}

/** One channel: may we with an offer, why, and what they can say about it. */
export function ChannelRow({
  channel,
  offer,
  service,
  consents,
  may,
  busy,
  write,
  withdraw,
  beside,
  children,
}: ChannelRowProps) {
  const { t, locale } = useWords()
  const now = useNow()
  const name = t(`consent.channel-${channel}`)
  const Icon = ICON[channel]
  const last = consents.receipts.find(
    (each) => each.stands && each.purpose === 'commercial' && each.action !== 'notice' && each.channel === channel,
  )
  return (
    <li>
      <Explained
        head={
          <span className={classes.channel}>
            <Icon size={20} stroke={1.7} aria-hidden />
            {name}
            {beside}
          </span>
        }
        whyOf={name}
        verdict={offer}
        rules={consents.rules}
      >
        {service.answer !== 'yes' && (
          <p className={classes.small} style={{ margin: 0 }}>
            {service.nextAllowed
              ? t('consent.service-not-before', { at: timeText(new Date(service.nextAllowed), now, locale) })
              : t('consent.service-no')}
          </p>
        )}
        {children}
        {may && (
          <div className={classes.acts}>
            {last?.action === 'given' && (
              <OneWay
                label={t('consent.withdraw')}
                name={t('consent.withdraw-of', { channel: name })}
                text={t('consent.withdraw-text')}
                sure={t('consent.withdraw')}
                busy={busy}
                onSure={withdraw}
              />
            )}
            <Button variant="default" aria-label={t('consent.write-of', { channel: name })} onClick={write}>
              {t('consent.write')}
            </Button>
          </div>
        )}
      </Explained>
    </li>
  )
}
