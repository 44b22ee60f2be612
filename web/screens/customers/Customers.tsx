import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Customers() {
  return (
    <Page title="Customers">
      <Loading />
    </Page>
  )
}
