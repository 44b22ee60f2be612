<?php
/**
 * Okaeri product gate for PrestaShop 1.7 and later. MIT.
 *
 * Address to add in Okaeri: https://your-shop.example/module/okaerigate/hook
 * The secret is written on the module's page of settings.
 */

if (!defined('_PS_VERSION_')) {
    exit;
}

class OkaeriGate extends Module
{
    public function __construct()
    {
        $this->name = 'okaerigate';
        $this->version = '1.0.0';
        $this->author = 'Okaeri';
        $this->tab = 'administration';
        parent::__construct();
        $this->displayName = 'Okaeri product gate';
        $this->description = 'Disables a product when Okaeri withdraws it, and enables it again when it returns.';
    }

    public function getContent()
    {
        if (Tools::isSubmit('okaeri_secret') && Tools::getValue('okaeri_secret') !== '') {
            Configuration::updateValue('OKAERI_GATE_SECRET', trim((string) Tools::getValue('okaeri_secret')));
        }
        $kept = Configuration::get('OKAERI_GATE_SECRET') ? 'A secret is kept.' : 'No secret yet.';
        return '<form method="post" class="panel"><p>' . $kept . '</p>'
            . '<label>Secret (whsec_…) <input type="password" name="okaeri_secret" autocomplete="off"></label> '
            . '<button class="btn btn-primary">Save</button></form>';
    }
}
