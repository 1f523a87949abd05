"""Published values keep every digit and have one index; what is loaded knows where it came from."""

import childservices.models.exact
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0002_entry_portfolio'),
    ]

    operations = [
        # Made anew, since the key of a table cannot be changed into a composite one; nothing was loaded before.
        migrations.DeleteModel(name='PublishedValue'),
        migrations.CreateModel(
            name='PublishedValue',
            fields=[
                ('pk', models.CompositePrimaryKey('indicator', 'period', 'area', blank=True, editable=False, primary_key=True, serialize=False)),
                ('value', childservices.models.exact.ExactDecimalField(decimal_places=12, max_digits=30, null=True)),
                ('flag', models.CharField(blank=True, default='', max_length=3)),
                ('area', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.area')),
                ('indicator', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='published_values', to='indicators.indicator')),
                ('period', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.publishedperiod')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('flag__in', ['', 'c', 'z', 'x', 'u', 'k', 'low'])), name='published_value_flag_is_known')],
            },
        ),
        migrations.AddField(
            model_name='indicatorvalue',
            name='loaded_from',
            field=models.ForeignKey(blank=True, help_text='The spreadsheet that it came in.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='values', to='indicators.statisticsimport'),
        ),
        migrations.AddField(
            model_name='statisticsimport',
            name='kept',
            field=models.PositiveIntegerField(default=0, help_text='Figures of the same measures that stand here and not in the file.'),
        ),
        migrations.AddField(
            model_name='statisticsimport',
            name='notes',
            field=models.JSONField(blank=True, default=list, help_text='What was done on the way, a sentence each.'),
        ),
    ]
