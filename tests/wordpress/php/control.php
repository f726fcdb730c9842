<?php
/*
 * The editor's hands: `php control.php COMMAND WEB_ROOT` with a JSON object on standard input does
 * one thing to the site through WordPress's own functions and prints a JSON object.
 */
[, $command, $root] = $argv;
$input = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);

if ($command === 'install') {
    define('WP_INSTALLING', true);

    function wp_install_defaults($user_id) // instead of 'Hello world!' and the sample page
    {
        global $wp_rewrite;
        $wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
    }

    function wp_new_blog_notification() // no mail
    {
    }
}

require $root . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once __DIR__ . '/editing.php';

if ($command === 'install') {
    wp_install($input['title'], 'redaksi', 'redaksi@suryanegara.invalid', true, '', 'redaksi', 'id_ID');
} else {
    wp_set_current_user(1); // who may write any HTML
}

$result = match ($command) {
    'install' => [],
    'fill' => pilar_fill($input),
    'publish_many' => pilar_publish_many($input['posts']),
    'publish' => pilar_link(pilar_publish($input)),
    'edit' => pilar_link(pilar_edit($input['slug'], $input['content'])),
    'delete' => ['trashed' => (bool) wp_trash_post(pilar_find($input['slug']))],
    'attach' => ['url' => pilar_attach($input['path'], $input['title'], pilar_find($input['slug']))],
};
echo json_encode($result, JSON_THROW_ON_ERROR);
