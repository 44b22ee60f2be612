import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { HowToReply, ReplyWay } from '../../../../contract/replies.ts'
import { BecauseList } from '../../../parts/BecauseList.tsx'
import { Register } from '../../../parts/Register.tsx'
import { useWords } from '../../../words/words.tsx'
import { CallThem } from './CallThem.tsx'
import classes from './Cases.module.css'
import type { OnWhat } from './on-what.ts'
import { WriteReply } from './WriteReply.tsx'

/** Answering somebody: by a way that is open, in its register, with words to begin with. */
export function Answer({ how, on, done }: { how: HowToReply; on: OnWhat; done?: () => void }) {
  const { t } = useWords()
  const first = how.ways.find(({ open }) => open) ?? how.ways[0]!
  const [channel, choose] = useState(first.channel)
  const label = ({ channel, open }: ReplyWay) =>
    open ? t(`case.way-${channel}`) : t('case.way-closed', { way: t(`case.way-${channel}`) })
  const way = how.ways.find((each) => each.channel === channel) ?? first
  return (
    <div className={classes.answer}>
      <SegmentedControl
        aria-label={t('case.way')}
        value={channel}
        onChange={(next) => choose(next as ReplyWay['channel'])}
        data={how.ways.map((each) => ({ value: each.channel, label: label(each) }))}
      />
      <Register
        name={way.register}
        imposed={way.imposed}
        free={way.free}
        compass={how.compass}
        why={way.register === 'after-sales' ? (register) => t('case.register-complaint', { register }) : undefined}
      />
      {!way.open && (
        <p className={classes.shut}>
          {t('case.way-shut')} <BecauseList because={way.because} />
        </p>
      )}
      {way.open &&
        (way.channel === 'call' ? (
          <CallThem way={way} on={on} {...(done ? { done } : {})} />
        ) : (
          <WriteReply key={way.channel} way={way} on={on} {...(done ? { done } : {})} />
        ))}
    </div>
  )
}
