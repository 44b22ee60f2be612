import { PasswordInput, TextInput } from '@mantine/core'
import { Row } from '../../parts/Field.tsx'
import { useWords } from '../../words/words.tsx'
import type { Asked, Make } from './makes.ts'

export type Connection = Record<Asked, string>

export const noConnection: Connection = {
  url: '',
  username: '',
  password: '',
  topic: '',
  camera: '',
  routePoint: '',
  fallback: '',
}

/** What we know of a device, ready to be changed; its password never comes back. */
export const connectionOf = (known: Partial<Record<Asked, string | undefined>>): Connection => {
  const given = Object.entries(known).filter(([, value]) => value !== undefined)
  return { ...noConnection, ...Object.fromEntries(given), password: '' }
}

/** Only what was filled in: an empty password keeps the one we have. */
export const filled = (connection: Connection): Partial<Connection> =>
  Object.fromEntries(Object.entries(connection).filter(([, value]) => value.trim() !== ''))

interface Props {
  make: Make
  value: Connection
  onChange: (next: Connection) => void
  /** A password is already kept. */
  kept?: boolean
  error?: string | null
}

/** Where the device is and how to sign in to it: asked only by the makes that we call. */
export function ConnectionFields({ make, value, onChange, kept = false, error = null }: Props) {
  const { t } = useWords()
  if (make.asks.length === 0) return null
  const field = (name: Exclude<Asked, 'routePoint' | 'fallback'>) => ({
    label: t(`setup.connection-${name}`),
    value: value[name],
    autoComplete: 'off',
    onChange: (e: { currentTarget: { value: string } }) => onChange({ ...value, [name]: e.currentTarget.value }),
  })
  return (
    <>
      <TextInput
        {...field('url')}
        description={t('setup.connection-url-hint', { example: make.example ?? '' })}
        placeholder={make.example ?? ''}
        inputMode="url"
        error={error}
      />
      <Row>
        <TextInput {...field('username')} />
        <PasswordInput
          {...field('password')}
          autoComplete="new-password"
          placeholder={kept ? t('setup.connection-kept') : ''}
          visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
        />
      </Row>
      {make.asks.includes('topic') && (
        <Row>
          <TextInput {...field('topic')} description={t('setup.connection-topic-hint')} placeholder="frigate" />
          <TextInput {...field('camera')} description={t('setup.connection-camera-hint')} />
        </Row>
      )}
    </>
  )
}
