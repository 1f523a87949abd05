"""Papers that were set before are kept, and files have an age for disposal."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('childservices', '0001_initial'),
    ]

    operations = [
        migrations.RenameField(model_name='storedfile', old_name='created_at', new_name='kept_at'),
        migrations.AlterField(
            model_name='storedfile',
            name='kept_at',
            field=models.DateTimeField(help_text='When somebody last asked to keep these bytes, to the day: its age for disposal.'),
        ),
        migrations.CreateModel(
            name='Rendering',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('pages', models.PositiveIntegerField()),
                ('verdict', models.JSONField(help_text='Whether they pass PDF/UA-1, and what was found: rules and pages.')),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(help_text='When a pack last needed it, to the day.')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renderings', to='childservices.storedfile')),
            ],
            options={
                'indexes': [models.Index(fields=['used_at'], name='rendering_used_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('key__regex', '^[0-9a-f]{64}$')), name='rendering_key_form'), models.CheckConstraint(condition=models.Q(('pages__gte', 1)), name='rendering_has_pages')],
            },
        ),
    ]
