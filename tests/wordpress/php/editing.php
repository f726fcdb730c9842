<?php
/* What an editor does in wp-admin, as functions. Any failure ends the script with its reason. */

function pilar_check($id)
{
    if (is_wp_error($id)) {
        throw new RuntimeException($id->get_error_message());
    }
    return $id;
}

function pilar_link($id)
{
    return ['id' => $id, 'url' => get_permalink($id)];
}

function pilar_find($slug)
{
    $found = get_posts(['name' => $slug, 'post_type' => ['post', 'page'], 'post_status' => 'any']);
    if (!$found) {
        throw new RuntimeException("there is no post with the slug '$slug'");
    }
    return $found[0]->ID;
}

function pilar_publish($post)
{
    $category = get_term_by('name', $post['category'], 'category');
    $author = get_user_by('login', $post['author']);
    $id = pilar_check(wp_insert_post(wp_slash([
        'post_type' => 'post',
        'post_status' => $post['status'],
        'post_title' => esc_html($post['title']),
        'post_name' => $post['slug'],
        'post_date' => $post['date'],
        'post_author' => $author ? $author->ID : 1,
        'post_category' => $category ? [$category->term_id] : [],
        'post_password' => $post['password'],
        'tags_input' => $post['tags'],
        'post_content' => $post['content'],
    ]), true));
    if ($post['sticky']) {
        stick_post($id);
    }
    return $id;
}

function pilar_edit($slug, $content)
{
    return pilar_check(wp_update_post(wp_slash(['ID' => pilar_find($slug), 'post_content' => $content]), true));
}

/* Make a file that lies in the upload folder known to WordPress; returns its address. */
function pilar_attach($path, $title, $parent)
{
    $file = wp_upload_dir()['basedir'] . '/' . $path;
    $id = pilar_check(wp_insert_attachment(wp_slash([
        'post_mime_type' => wp_check_filetype($file)['type'],
        'post_title' => $title,
        'post_date' => get_post($parent)->post_date,
        'post_status' => 'inherit',
    ]), $file, $parent, true));
    wp_update_attachment_metadata($id, ['filesize' => filesize($file)]);
    return wp_get_attachment_url($id);
}

function pilar_publish_many($posts)
{
    foreach ($posts as $post) {
        $id = pilar_publish($post);
        foreach ($post['uploads'] as $upload) {
            pilar_attach($upload['path'], $upload['title'], $id);
        }
    }
    return ['posts' => count($posts)];
}

/* Everything the site starts with: options, people, terms, pages, posts, uploads, navigation. */
function pilar_fill($site)
{
    foreach ($site['options'] as $name => $value) {
        update_option($name, $value);
    }
    switch_theme($site['theme']);
    wp_defer_term_counting(true);
    wp_update_user(['ID' => 1, 'display_name' => 'Redaksi']);
    foreach ($site['users'] as $user) {
        pilar_check(wp_insert_user($user + ['user_pass' => 'redaksi', 'role' => 'author']));
    }
    foreach ($site['categories'] as $category) {
        pilar_check(wp_insert_category($category, true));
    }
    foreach ($site['pages'] as $page) {
        pilar_check(wp_insert_post(wp_slash(['post_type' => 'page', 'post_status' => 'publish'] + $page), true));
    }
    $done = pilar_publish_many($site['posts']);
    wp_defer_term_counting(false);
    pilar_navigation($site);
    flush_rewrite_rules(false);
    return $done;
}

/* The menu at the top and the widgets at the bottom of every page. */
function pilar_navigation($site)
{
    $menu = pilar_check(wp_create_nav_menu('Menu utama'));
    foreach ($site['pages'] as $page) {
        wp_update_nav_menu_item($menu, 0, [
            'menu-item-object-id' => pilar_find($page['post_name']),
            'menu-item-object' => 'page',
            'menu-item-type' => 'post_type',
            'menu-item-status' => 'publish',
        ]);
    }
    set_theme_mod('nav_menu_locations', ['primary' => $menu, 'footer' => $menu]);
    update_option('widget_recent-posts', [2 => ['title' => 'Berita Terkini', 'number' => 5], '_multiwidget' => 1]);
    update_option('widget_tag_cloud', [2 => ['title' => 'Label', 'taxonomy' => 'post_tag'], '_multiwidget' => 1]);
    wp_set_sidebars_widgets(['sidebar-1' => ['recent-posts-2', 'tag_cloud-2']]);
}
