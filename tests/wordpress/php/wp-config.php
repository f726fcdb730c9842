<?php
/* The test site's own configuration; address and socket come from site.json beside the web root. */
$pilar_site = json_decode(file_get_contents(dirname(__DIR__) . '/site.json'), true);

define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . $pilar_site['socket']);
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
$table_prefix = 'wp_';

define('WP_HOME', $pilar_site['url']);
define('WP_SITEURL', $pilar_site['url']);
define('WP_CONTENT_DIR', __DIR__ . '/wp-content');
define('WP_CONTENT_URL', $pilar_site['url'] . '/wp-content');

foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $pilar_name) {
    define($pilar_name . '_KEY', 'pilar-test-' . $pilar_name);
    define($pilar_name . '_SALT', 'pilar-test-salt-' . $pilar_name);
}

/* Nothing happens by itself and nothing leaves the machine. */
define('WP_AUTO_UPDATE_CORE', false);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISALLOW_FILE_MODS', true);
define('WP_DEBUG', false);

if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
