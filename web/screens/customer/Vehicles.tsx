import { Button } from '@mantine/core'
import { IconCar, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { NewVehicle } from './NewVehicle.tsx'
import { Vehicle } from './Vehicle.tsx'

/** What they own, drive, or run as a company: wherever in the network it was bought. */
export function Vehicles({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const add = (
    <Button
      variant={customer.assets.length ? 'subtle' : 'default'}
      size="sm"
      h={44}
      leftSection={<IconPlus size={18} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('customer.vehicle-add')}
    </Button>
  )
  return (
    <Section
      title={t('customer.vehicles')}
      note={customer.assets.length || undefined}
      actions={may && !adding && customer.assets.length > 0 && add}
    >
      <div className={classes.lines}>
        {adding && <NewVehicle customer={customer} close={() => setAdding(false)} />}
        {customer.assets.map((asset) => (
          <Vehicle key={asset.id} asset={asset} customer={customer} may={may} />
        ))}
        {customer.assets.length === 0 && !adding && (
          <Empty quiet icon={<IconCar size={32} />} title={t('customer.vehicles-none')} action={may ? add : undefined}>
            {t('customer.vehicles-none-text')}
          </Empty>
        )}
      </div>
    </Section>
  )
}
