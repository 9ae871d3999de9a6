import './nonce.ts'
import 'antd/dist/antd.css'
import './ui/base.css'
import './ui/forms.css'
import './ui/shell.css'
import './ui/review.css'
import './ui/round.css'
import './ui/pages.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
