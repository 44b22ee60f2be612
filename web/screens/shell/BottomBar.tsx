import { Menu, UnstyledButton } from '@mantine/core'
import { IconDeviceTv, IconDots, IconLogout, IconSearch, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { updateMe } from '../../../contract/network.ts'
import { may } from '../../../contract/rights.ts'
import { useDo } from '../../ask.ts'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './BottomBar.module.css'
import { Doubts } from './Doubts.tsx'
import { openFind } from './Find.tsx'
import { ForMeCount } from './ForMe.tsx'
import { PLACES, SETUP, SETUP_RIGHTS } from './places.ts'
import { signOut } from './sign-out.ts'

const UNDER_THUMB: readonly string[] = ['/', '/floor', '/customers']

/** The bar under the thumb: what one needs while walking, the rest one tap further. */
export function BottomBar() {
  const { t, locale, setLocale } = useWords()
  const me = useMe()
  const change = useDo(updateMe)
  const allowed = PLACES.filter((place) => may(me.roles, place.right))
  const other = locale === 'fr' ? 'en' : 'fr'
  return (
    <nav aria-label={t('shell.nav')} className={classes.bar}>
      {allowed
        .filter((place) => UNDER_THUMB.includes(place.to))
        .map(({ to, word, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} className={classes.item}>
            <Icon size={24} stroke={1.6} aria-hidden />
            <span>{t(word)}</span>
            {to === '/' && <ForMeCount className={classes.now} />}
          </Link>
        ))}
      <UnstyledButton className={classes.item} onClick={openFind}>
        <IconSearch size={24} stroke={1.6} aria-hidden />
        <span>{t('shell.search')}</span>
      </UnstyledButton>
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.item}>
            <IconDots size={24} stroke={1.6} aria-hidden />
            <span>{t('shell.more')}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {allowed
            .filter((place) => !UNDER_THUMB.includes(place.to))
            .map(({ to, word, icon: Icon }) => (
              <Menu.Item
                key={to}
                component={Link}
                to={to}
                leftSection={<Icon size={20} aria-hidden />}
                rightSection={to === '/identity' && <Doubts />}
                mih={44}
              >
                {t(word)}
              </Menu.Item>
            ))}
          {may(me.roles, 'visits.read') && (
            <Menu.Item component={Link} to="/wall" leftSection={<IconDeviceTv size={20} aria-hidden />} mih={44}>
              {t('shell.wall')}
            </Menu.Item>
          )}
          {SETUP_RIGHTS.some((right) => may(me.roles, right)) && (
            <Menu.Item component={Link} to={SETUP.to} leftSection={<SETUP.icon size={20} aria-hidden />} mih={44}>
              {t(SETUP.word)}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={20} aria-hidden />} mih={44}>
            {t('shell.account')}
          </Menu.Item>
          <Menu.Item
            mih={44}
            lang={other}
            onClick={() => {
              setLocale(other)
              change.mutate({ body: { locale: other } })
            }}
          >
            {t(`shell.lang-${other}`)}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={20} aria-hidden />} mih={44} onClick={() => signOut()}>
            {t('shell.sign-out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}
