import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Page, Section } from '../../parts/Page.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { TellMe } from '../desk/TellMe.tsx'
import classes from '../setup/Setup.module.css'
import { Allowance } from './Allowance.tsx'
import { LostDevice } from './LostDevice.tsx'
import { NamesOnLock } from './NamesOnLock.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { Profile } from './Profile.tsx'
import { Factor } from './SecondFactor.tsx'

/** My own things: how I am spoken to and reached, and how I come in. */
export default function Account() {
  const { t, word } = useWords()
  const me = useMe()
  const [told, setTold] = useState(false)
  const mayAct = useMay('work.act', null)
  const roles = me.roles.map((held) => {
    const site = me.sites.find((s) => s.id === held.siteId)
    return site ? t('setup.role-at', { role: word('role', held.role), site: site.name }) : word('role', held.role)
  })
  return (
    <Page title={t('shell.account')} lead={[me.name, me.email, ...roles].join(' · ')} size="narrow">
      <Profile />
      {mayAct && (
        <Section title={t('messages.recordings')}>
          <Button component={Link} to="/account/voice" variant="default">
            {t('messages.record')}
          </Button>
        </Section>
      )}
      <Allowance />
      <Section title={t('setup.push')}>
        <div className={`${classes.panel} surface`}>
          <div className={classes.row}>
            <p className={classes.quiet}>{t(me.pushKey ? 'setup.push-text' : 'setup.push-none')}</p>
            <TellMe onTold={setTold} />
          </div>
          {told && (
            <div className={classes.row}>
              <NamesOnLock />
            </div>
          )}
        </div>
      </Section>
      <Password />
      <Factor />
      <div id="passkeys">
        <Passkeys />
      </div>
      <LostDevice />
    </Page>
  )
}
