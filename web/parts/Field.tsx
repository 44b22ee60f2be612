import { Fieldset, SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** A group of fields under a legend, with a line saying what it is for. */
export function Fields({ legend, hint, children }: { legend: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <Fieldset
      legend={legend}
      variant="unstyled"
      mb="xl"
      styles={{ legend: { fontWeight: 650, fontSize: '1.05rem', marginBottom: 8 } }}
    >
      {hint && (
        <Text className="dim" size="sm" mb="sm">
          {hint}
        </Text>
      )}
      <div style={{ display: 'grid', gap: 16 }}>{children}</div>
    </Fieldset>
  )
}

/** Fields side by side on a wide screen, one under the other on a phone. */
export function Row({ children, cols = 2 }: { children: ReactNode; cols?: number }) {
  return <SimpleGrid cols={{ base: 1, xs: cols }}>{children}</SimpleGrid>
}

/** A name and its value, for reading: « Téléphone — 06 12 34 56 78 ». Put them inside `<Facts>`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="dim">{name}</dt>
      <dd style={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}>{children}</dd>
    </>
  )
}

/** On a phone a long name takes two lines, never the room of its value. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl
      style={{
        display: 'grid',
        gridTemplateColumns: 'fit-content(42%) minmax(0, 1fr)',
        gap: '8px 18px',
        margin: 0,
      }}
    >
      {children}
    </dl>
  )
}
