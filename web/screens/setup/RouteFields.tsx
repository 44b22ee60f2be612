import { PasswordInput, TextInput } from '@mantine/core'
import { Fields, Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import type { Connection } from './ConnectionFields.tsx'
import type { Make } from './makes.ts'

const PLAIN = ['url', 'username', 'routePoint', 'fallback'] as const

interface Props {
  make: Make
  value: Connection
  onChange: (next: Connection) => void
  /** A key of the API is already kept. */
  kept: boolean
  /** What is missing is said once somebody tried to save it. */
  tried: boolean
}

const missing = (value: Connection, kept: boolean, name: (typeof PLAIN)[number] | 'password'): boolean =>
  value.url.trim() !== '' && value[name].trim() === '' && !(kept && name === 'password')

/** Without an address all is well; with one, the rest is needed. */
export const routeIsWhole = (value: Connection, kept: boolean): boolean =>
  ![...PLAIN, 'password' as const].some((name) => missing(value, kept, name))

/** How to reach a telephone system that lets us route its calls: all of it, or nothing. */
export function RouteFields({ make, value, onChange, kept, tried }: Props) {
  const { t } = useWords()
  if (!make.routes) return null
  const field = (name: (typeof PLAIN)[number] | 'password') => ({
    label: t(`setup.route-${name}`),
    value: value[name],
    error: tried && missing(value, kept, name) ? t('start.needed') : null,
    autoComplete: 'off',
    onChange: (e: { currentTarget: { value: string } }) => onChange({ ...value, [name]: e.currentTarget.value }),
  })
  return (
    <Fields legend={t('setup.route')} hint={t('setup.route-hint')}>
      <TextInput {...field('url')} placeholder={make.example ?? ''} inputMode="url" />
      <Row>
        <TextInput {...field('username')} />
        <PasswordInput
          {...field('password')}
          autoComplete="new-password"
          placeholder={kept ? t('setup.connection-kept') : ''}
          visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
        />
      </Row>
      <Row>
        <TextInput {...field('routePoint')} description={t('setup.route-routePoint-hint')} />
        <TextInput {...field('fallback')} description={t('setup.route-fallback-hint')} />
      </Row>
    </Fields>
  )
}
