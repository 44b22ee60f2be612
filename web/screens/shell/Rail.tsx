import { UnstyledButton } from '@mantine/core'
import { IconLogout, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { may } from '../../../contract/rights.ts'
import { KeyHint } from '../../parts/KeyHint.tsx'
import { Face } from '../../parts/Person.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Doubts } from './Doubts.tsx'
import { Duty } from './Duty.tsx'
import { openFind } from './Find.tsx'
import { ForMeCount } from './ForMe.tsx'
import { PLACES, SETUP, SETUP_RIGHTS } from './places.ts'
import classes from './Rail.module.css'
import { signOut } from './sign-out.ts'

/** The rail at the side of a desk: where one is, where one can go, whether one is on duty. */
export function Rail({ site }: { site: ReactNode }) {
  const { t } = useWords()
  const me = useMe()
  const setup = SETUP_RIGHTS.some((right) => may(me.roles, right))
  return (
    <aside className={classes.rail}>
      <Link to="/" className={classes.mark}>
        <img src="/icon.svg" alt="" width={30} height={30} />
        <span>
          Okaeri
          <small>{me.networkName}</small>
        </span>
      </Link>
      {site}
      <UnstyledButton className={classes.find} onClick={openFind} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={18} aria-hidden />
        <span>{t('shell.search')}</span>
        <KeyHint keys={['Ctrl', 'K']} />
      </UnstyledButton>
      <nav aria-label={t('shell.nav')} className={classes.nav}>
        {PLACES.filter((place) => may(me.roles, place.right)).map(({ to, word, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className={classes.link}>
            <Icon size={20} stroke={1.7} aria-hidden />
            {t(word)}
            {to === '/' && <ForMeCount className={`${classes.count} ${classes.now}`} />}
            {to === '/identity' && <Doubts className={classes.count} />}
          </Link>
        ))}
        {setup && (
          <Link to={SETUP.to} activeOptions={{ includeSearch: false }} className={classes.link}>
            <SETUP.icon size={20} stroke={1.7} aria-hidden />
            {t(SETUP.word)}
          </Link>
        )}
      </nav>
      <div className={classes.foot}>
        <Duty />
        <div className={classes.me}>
          <Link to="/account" className={classes.account} activeOptions={{ includeSearch: false }}>
            <Face name={me.name} size="sm" />
            <span>
              {me.name}
              <small>{t('shell.account')}</small>
            </span>
          </Link>
          <UnstyledButton
            className={classes.out}
            onClick={() => signOut()}
            aria-label={t('shell.sign-out')}
            title={t('shell.sign-out')}
          >
            <IconLogout size={19} stroke={1.7} aria-hidden />
          </UnstyledButton>
        </div>
      </div>
    </aside>
  )
}
