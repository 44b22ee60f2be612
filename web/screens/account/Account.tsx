import { Button, Group } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { auth } from '../../auth.ts'
import { Page, Section } from '../../parts/Page.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { TellMe } from '../desk/TellMe.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import classes from '../setup/Setup.module.css'
import { Allowance } from './Allowance.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { Profile } from './Profile.tsx'
import { Factor } from './SecondFactor.tsx'

/** My own things: how I am spoken to and reached, and how I come in. */
export default function Account() {
  const { t, word } = useWords()
  const me = useMe()
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
            <TellMe />
          </div>
        </div>
      </Section>
      <Password />
      <Factor />
      <div id="passkeys">
        <Passkeys />
      </div>
      <Sessions />
    </Page>
  )
}

/** Out of this device is one click of the rail; here it is the others, or all of them. */
function Sessions() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const others = () => {
    setBusy(true)
    void auth
      .revokeOtherSessions()
      .then(({ error }) => (error ? toastProblem(error) : toast(t('setup.sessions-others-done'))))
      .catch(toastProblem)
      .finally(() => setBusy(false))
  }
  const all = () => {
    setBusy(true)
    void auth
      .revokeSessions()
      .then(({ error }) => (error ? toastProblem(error) : navigate({ to: '/sign-in' }).then(() => location.reload())))
      .catch(toastProblem)
      .finally(() => setBusy(false))
  }
  return (
    <Section title={t('setup.sessions')}>
      <div className={`${classes.panel} surface`}>
        <p className={classes.quiet} style={{ marginBottom: 14 }}>
          {t('setup.sessions-text')}
        </p>
        <Group gap="sm">
          <Button variant="default" loading={busy} onClick={others}>
            {t('setup.sessions-others')}
          </Button>
          <OneWay
            label={t('setup.sessions-all')}
            text={t('setup.sessions-all-text')}
            sure={t('setup.sessions-all-do')}
            busy={busy}
            onSure={all}
          />
        </Group>
      </div>
    </Section>
  )
}
